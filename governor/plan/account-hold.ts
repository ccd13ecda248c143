import type { Account, Blocker } from '../../ports/outreach.ts';

/** What holds every action of an account, in the order of `blockers`; undefined: nothing does. */
export function accountHold(account: Account): Blocker | undefined {
  if (account.paused_at !== null) return 'paused';
  if (account.terms_acknowledged_at === null) return 'terms_not_acknowledged';
  if (account.status !== 'ok') return 'account_status';
  // A breaker may be that of one action type alone; which, the release knows. One that needs a person holds all.
  return account.breaker?.needs_person ? 'breaker' : undefined;
}
