import type { AccountLoad, ActionType } from '../../ports/outreach.ts';

/** What of an action says whose share it takes. */
export interface Shared {
  type: ActionType;
  campaign: { id: string; weight: number } | null;
}

/**
 * What campaigns had of the account, so that each comes to its weight's part of every type. What people proposed by
 * itself counts as one more of them, of weight 1.
 */
export interface CampaignShares {
  /** The share that the next action of this one's campaign would make: the lowest goes first. */
  next(action: Shared): number;
  use(action: Shared): void;
}

export function campaignShares({ shares }: Pick<AccountLoad, 'shares'>): CampaignShares {
  const used = new Map<string, number>(
    shares.map((s): [string, number] => [shareKey(s.type, s.campaign_id), s.used]),
  );
  const had = ({ type, campaign }: Shared) => used.get(shareKey(type, campaign?.id ?? null)) ?? 0;
  return {
    next: (action) => (had(action) + 1) / (action.campaign?.weight ?? 1),
    use: (action) => void used.set(shareKey(action.type, action.campaign?.id ?? null), had(action) + 1),
  };
}

export const shareKey = (type: ActionType, campaignId: string | null) => `${type} ${campaignId ?? ''}`;
