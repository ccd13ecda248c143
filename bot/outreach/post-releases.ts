import type { OutreachItem } from '../../ports/outreach.ts';
import { type OutboxLoop, outboxLoop } from '../delivery/outbox-loop.ts';
import { type ShowDesk, showRelease } from './show-release.ts';

/** Shows in Slack what the database says of outreach: a card per action, redrawn with every change, and notices. */
export function postReleases(desk: ShowDesk, paused?: () => boolean): OutboxLoop {
  return outboxLoop<OutreachItem>(
    {
      claim: (worker, limit) =>
        desk.outreach.claimOutbox(worker, limit, async ({ id, fence, problem }) => {
          // It would be claimed for ever.
          desk.log.error('outbox_unreadable', { outbox_id: id, code: problem.slice(0, 500) });
          await desk.outreach.failOutbox(
            { id, fence },
            { code: 'unreadable', retry_in_s: null, maybe_posted: false },
          );
        }),
      show: (item) => showRelease(desk, item),
      // Notices of an account come in their order; cards are independent of each other.
      laneOf: (item) => (item.kind === 'account' ? `account ${item.account?.id}` : `item ${item.id}`),
      idsOf: (item) => ({ outbox_id: item.id }),
    },
    { ...desk, hint: desk.hints.outbox, ...(paused ? { paused } : {}) },
  );
}
