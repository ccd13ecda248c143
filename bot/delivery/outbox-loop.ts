import type { Clock, Random } from '../../platform/clock.ts';
import { namedLanes } from '../../platform/lanes.ts';
import type { Log } from '../../platform/log.ts';
import type { Loop } from '../../platform/wake/loop.ts';
import type { Rounds } from '../../platform/wake/rounds.ts';
import { workLoop } from '../../platform/wake/work-loop.ts';
import { within } from '../../platform/within.ts';

interface Outbox<Item> {
  /** Its name in what the rounds ask. */
  queue: string;
  claim(worker: string, limit: number): Promise<Item[]>;
  show(item: Item): Promise<void>;
  /** Items of one lane are shown one after the other. */
  laneOf(item: Item): string;
  /** Fields of the log line when `show` throws. */
  idsOf(item: Item): Record<string, string | number>;
}

interface OutboxDesk {
  rounds?: Rounds;
  clock: Clock;
  random: Random;
  log: Log;
  paused?(): boolean;
  /** Resolves once what is more urgent is done; each claim and each item waits for it. */
  calm?(): Promise<void>;
}

const AT_ONCE = 8;

/** Claims what the database says should be shown in Slack, several items at a time, and shows it, until stopped. */
export function outboxLoop<Item>(outbox: Outbox<Item>, desk: OutboxDesk): Loop {
  const worker = `bot-${desk.random.id()}`;
  const underWay = new Set<Promise<void>>();
  const inOrder = namedLanes();

  const begin = (item: Item) => {
    const work = inOrder(outbox.laneOf(item), async () => {
      await desk.calm?.();
      return outbox.show(item);
    })
      .catch((error: unknown) => {
        desk.log.error('outbox_item_failed', { ...outbox.idsOf(item), error });
      })
      .finally(() => underWay.delete(work));
    underWay.add(work);
    desk.rounds?.doing(work);
  };

  const loop = workLoop(desk, {
    queue: outbox.queue,
    failed: 'outbox_not_read',
    paused: desk.paused,
    async look() {
      await desk.calm?.();
      return outbox.claim(worker, AT_ONCE - underWay.size);
    },
    async found(items) {
      const isMore = underWay.size + items.length >= AT_ONCE;
      for (const item of items) begin(item);
      if (isMore) await Promise.race(underWay);
      return isMore;
    },
  });
  return {
    async stop(deadlineMs) {
      // What is under way is waited for in any case: its loop may wait for a place.
      await within(
        desk.clock,
        deadlineMs,
        loop.stop(deadlineMs).then(() => Promise.all(underWay)),
      );
    },
  };
}
