import type { OutboxItem } from '../../ports/content.ts';
import { type OutboxLoop, outboxLoop } from '../delivery/outbox-loop.ts';
import { type ShowDesk, showItem } from './show-item.ts';

/**
 * Shows in Slack what the database says should be shown of jobs.
 *
 * First posts of one job go one after the other (the database hands them out in order, this keeps them in order within
 * a batch); edits need no order.
 */
export function postUpdates(desk: ShowDesk): OutboxLoop {
  return outboxLoop<OutboxItem>(
    {
      claim: (worker, limit) =>
        desk.content.claimOutbox(worker, limit, async ({ id, fence, problem }) => {
          // It would be claimed for ever.
          desk.log.error('outbox_unreadable', { outbox_id: id, code: problem.slice(0, 500) });
          await desk.content.failOutbox(
            { id, fence },
            { code: 'unreadable', retry_in_s: null, maybe_posted: false },
          );
        }),
      show: (item) => showItem(desk, item),
      laneOf: (item) => (item.ts === null ? item.job.id : `item ${item.id}`),
      idsOf: (item) => ({ outbox_id: item.id, job_id: item.job.id }),
    },
    { ...desk, hint: desk.hints.outbox },
  );
}
