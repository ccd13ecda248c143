import type { Action, ClaimAnswer } from '../../ports/outreach.ts';

/** A claim whose commit was heard: the one licence for one call. */
export type Claimed = ClaimAnswer & {
  outcome: 'claimed';
  release_id: number;
  fence: number;
  action: Action;
  provider_account_id: string;
};

export function isClaimed(claim: ClaimAnswer): claim is Claimed {
  return (
    claim.outcome === 'claimed' &&
    claim.release_id !== null &&
    claim.fence !== null &&
    claim.action !== null &&
    claim.provider_account_id !== null
  );
}
