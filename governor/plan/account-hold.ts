import type { Account, Blocker } from '../../ports/outreach.ts';

/** What holds every action of an account, in the order of `blockers`; undefined: nothing does. */
export function accountHold(account: Account): { blocked_by: Blocker; retry_at: string | null } | undefined {
  if (account.paused_at !== null) return { blocked_by: 'paused', retry_at: null };
  if (account.terms_acknowledged_at === null) return { blocked_by: 'terms_not_acknowledged', retry_at: null };
  if (account.status !== 'ok') return { blocked_by: 'account_status', retry_at: null };
  // A breaker may be that of one action type alone; which, the release knows. One that needs a person holds all.
  return account.breaker?.needs_person ? { blocked_by: 'breaker', retry_at: null } : undefined;
}
