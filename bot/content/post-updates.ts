import type { OutboxItem } from '../../ports/content.ts';
import { within } from '../within.ts';
import { type ShowDesk, showItem } from './show-item.ts';

export interface PostUpdates {
  /** Takes no new items; resolves when what is under way is settled, at the latest after `deadlineMs`. */
  stop(deadlineMs: number): Promise<void>;
}

const AT_ONCE = 8;
const ACTIVE_MS = 120;
const IDLE_MS = 1000;
/** Work comes in bursts: after the last item the loop stays quick for this long. */
const STAYS_ACTIVE_MS = 10_000;

/**
 * Shows in Slack what the database says should be shown: claims items of the outbox, draws them and settles them.
 *
 * Several at a time. First posts of one job go one after the other (the database hands them out in order, this keeps
 * them in order within a batch); edits need no order.
 */
export function postUpdates(desk: ShowDesk): PostUpdates {
  const worker = `bot-${desk.random.id()}`;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const lanes = new Map<string, Promise<void>>();

  const begin = (item: OutboxItem) => {
    const lane = item.ts === null ? item.job.id : `item ${item.id}`;
    const before = lanes.get(lane) ?? Promise.resolve();
    const work = before
      .then(() => showItem(desk, item))
      .catch((error: unknown) => {
        desk.log.error('outbox_item_failed', { outbox_id: item.id, job_id: item.job.id, error });
      })
      .finally(() => {
        underWay.delete(work);
        if (lanes.get(lane) === work) lanes.delete(lane);
      });
    lanes.set(lane, work);
    underWay.add(work);
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
        await desk.hints.outbox.wait(IDLE_MS, stopping.signal);
        continue;
      }
      try {
        const items = await desk.content.claimOutbox(worker, free);
        failures = 0;
        if (items.length > 0) activeUntil = desk.clock.now() + STAYS_ACTIVE_MS;
        for (const item of items) begin(item);
        if (desk.clock.now() >= activeUntil) wait = IDLE_MS;
      } catch (error) {
        failures += 1;
        // Once an outage, not once a second.
        if (failures === 1) desk.log.error('outbox_not_read', { error });
        wait = Math.min(IDLE_MS * failures, 5000);
      }
      await desk.hints.outbox.wait(wait * (0.8 + desk.random.next() * 0.4), stopping.signal);
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
