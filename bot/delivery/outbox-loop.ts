import type { Clock, Random } from '../../platform/clock.ts';
import type { Hint } from '../../platform/hint.ts';
import { namedLanes } from '../../platform/lanes.ts';
import type { Log } from '../../platform/log.ts';
import { Rounds } from '../../platform/wake/rounds.ts';
import { within } from '../../platform/within.ts';

interface Outbox<Item> {
  claim(worker: string, limit: number): Promise<Item[]>;
  show(item: Item): Promise<void>;
  /** Items of one lane are shown one after the other. */
  laneOf(item: Item): string;
  /** Fields of the log line when `show` throws. */
  idsOf(item: Item): Record<string, string | number>;
  /** How long what no hint told of may wait, ms. */
  idleMs?: number;
}

export interface OutboxLoop {
  /** Takes no new items; resolves when what is under way is settled, at the latest after `deadlineMs`. */
  stop(deadlineMs: number): Promise<void>;
}

const AT_ONCE = 8;
const ACTIVE_MS = 120;
const IDLE_MS = 1000;
/** Work comes in bursts: after the last item the loop stays quick for this long. */
const STAYS_ACTIVE_MS = 10_000;

/** Claims what the database says should be shown in Slack, several items at a time, and shows it, until stopped. */
export function outboxLoop<Item>(
  outbox: Outbox<Item>,
  desk: { hint: Hint; clock: Clock; random: Random; log: Log; paused?: () => boolean; rounds?: Rounds },
): OutboxLoop {
  const idleMs = outbox.idleMs ?? IDLE_MS;
  const worker = `bot-${desk.random.id()}`;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const inOrder = namedLanes();
  const rounds = desk.rounds ?? new Rounds();
  const turn = rounds.join();

  const begin = (item: Item) => {
    const work = inOrder(outbox.laneOf(item), () => outbox.show(item))
      .catch((error: unknown) => {
        desk.log.error('outbox_item_failed', { ...outbox.idsOf(item), error });
      })
      .finally(() => underWay.delete(work));
    underWay.add(work);
    rounds.during(work);
  };

  const loop = async () => {
    let activeUntil = 0;
    let failures = 0;
    while (!stopping.signal.aborted) {
      let wait = ACTIVE_MS;
      const free = AT_ONCE - underWay.size;
      if (free <= 0) {
        await Promise.race(underWay);
        continue;
      }
      if (desk.paused?.()) {
        turn.pass();
        await desk.hint.wait(turn.pause(IDLE_MS), stopping.signal);
        continue;
      }
      try {
        const items = await turn.look(() => outbox.claim(worker, free));
        failures = 0;
        if (items.length > 0) activeUntil = desk.clock.now() + STAYS_ACTIVE_MS;
        for (const item of items) begin(item);
        if (desk.clock.now() >= activeUntil) wait = idleMs;
      } catch (error) {
        failures += 1;
        // Once an outage, not once a second.
        if (failures === 1) desk.log.error('outbox_not_read', { error });
        wait = Math.min(IDLE_MS * failures, 5000);
      }
      await desk.hint.wait(turn.pause(wait * (0.8 + desk.random.next() * 0.4)), stopping.signal);
    }
  };
  const running = loop();

  return {
    async stop(deadlineMs) {
      stopping.abort();
      await within(
        desk.clock,
        deadlineMs,
        running.then(() => Promise.all(underWay)),
      );
    },
  };
}
