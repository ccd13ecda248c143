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
  const queues = new Map<ActionType, Map<string | null, Place<T>[]>>();
  for (const [place, one] of waiting.entries()) {
    const { type, campaign } = one.action;
    const ofType = queues.get(type) ?? new Map<string | null, Place<T>[]>();
    const ofCampaign = ofType.get(campaign?.id ?? null) ?? [];
    ofCampaign.push({ one, place });
    queues.set(type, ofType.set(campaign?.id ?? null, ofCampaign));
  }
  const used = new Map([...rooms].map(([type, room]) => [type, room.used]));
  const taken: T[] = [];
  while (taken.length < limit) {
    let best: { type: ActionType; share: number } | undefined;
    for (const [type, queue] of queues) {
      const quota = rooms.get(type)?.quota ?? 0;
      const next = (used.get(type) ?? 0) + 1;
      if (queue.size === 0 || next > quota) continue;
      const share = next / quota;
      // A person waits for the answer to a message, not for a visit.
      if (!best || share < best.share || (share === best.share && rank(type) < rank(best.type)))
        best = { type, share };
    }
    if (!best) return taken;
    const ofType = queues.get(best.type);
    const one = ofType && takeOne(ofType, shares);
    if (one) {
      taken.push(one);
      shares.use(one.action);
    }
    used.set(best.type, (used.get(best.type) ?? 0) + 1);
  }
  return taken;
}

interface Place<T> {
  one: T;
  /** Among all that wait. */
  place: number;
}

/** Of the campaign that had the least for its weight; of equals the one that waits first. Takes it out. */
function takeOne<T extends { action: Shared }>(
  queues: Map<string | null, Place<T>[]>,
  shares: CampaignShares,
): T | undefined {
  let best: { queue: Place<T>[]; id: string | null; share: number; place: number } | undefined;
  for (const [id, queue] of queues) {
    const [first] = queue;
    if (!first) continue;
    const share = shares.next(first.one.action);
    if (!best || share < best.share || (share === best.share && first.place < best.place))
      best = { queue, id, share, place: first.place };
  }
  const taken = best?.queue.shift();
  if (best?.queue.length === 0) queues.delete(best.id);
  return taken?.one;
}

const order: readonly ActionType[] = ['send_message', 'send_invite', 'withdraw_invite', 'view_profile'];
const rank = (type: ActionType) => order.indexOf(type);
