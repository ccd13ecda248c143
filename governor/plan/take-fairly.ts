import type { ActionType } from '../../ports/outreach.ts';
import type { CampaignShares, Shared } from './campaign-shares.ts';

/** What one local day still has room for, of one type. */
export interface Room {
  quota: number;
  used: number;
}

/**
 * Picks up to `limit` actions so that each type comes equally near to its own quota, and within a type each campaign to the
 * part that its weight gives it.
 *
 * The gap is shared by all types: first come, first served would let a hundred invitations keep every follow-up waiting.
 *
 * @param waiting In the order in which they should go, within a type and campaign.
 * @param shares What is taken is used.
 * @returns In the order in which they should go.
 */
export function takeFairly<T extends { action: Shared }>(
  waiting: readonly T[],
  rooms: ReadonlyMap<ActionType, Room>,
  limit: number,
  shares: CampaignShares,
): T[] {
  const queues = Map.groupBy(waiting, ({ action }) => action.type);
  const used = new Map([...rooms].map(([type, room]) => [type, room.used]));
  const taken: T[] = [];
  while (taken.length < limit) {
    let best: { type: ActionType; share: number } | undefined;
    for (const [type, queue] of queues) {
      const quota = rooms.get(type)?.quota ?? 0;
      const next = (used.get(type) ?? 0) + 1;
      if (queue.length === 0 || next > quota) continue;
      const share = next / quota;
      // A person waits for the answer to a message, not for a visit.
      if (!best || share < best.share || (share === best.share && rank(type) < rank(best.type)))
        best = { type, share };
    }
    if (!best) return taken;
    const one = takeOne(queues.get(best.type) ?? [], shares);
    if (one) {
      taken.push(one);
      shares.use(one.action);
    }
    used.set(best.type, (used.get(best.type) ?? 0) + 1);
  }
  return taken;
}

/** Of the campaign that had the least for its weight; of equals the one that waits first. Takes it out. */
function takeOne<T extends { action: Shared }>(queue: T[], shares: CampaignShares): T | undefined {
  let best = 0;
  for (const [place, { action }] of queue.entries()) {
    const first = queue[best];
    if (first && shares.next(action) < shares.next(first.action)) best = place;
  }
  return queue.splice(best, 1)[0];
}

const order: readonly ActionType[] = ['send_message', 'send_invite', 'withdraw_invite', 'view_profile'];
const rank = (type: ActionType) => order.indexOf(type);
