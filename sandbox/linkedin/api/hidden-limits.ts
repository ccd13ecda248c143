import { isWriteKind, type WriteKind } from '../kinds.ts';
import type { Network } from '../network.ts';
import { ProviderError } from '../provider-error.ts';
import type { Account } from '../shapes.ts';

const DAY = 86_400_000;
/** Unipile tells how far an account is only when it passes one of these percentages. */
const TOLD = [50, 75, 90, 95];

/** Counts what LinkedIn saw of the account itself, people's own clicks included. @throws {ProviderError} above a limit */
export function checkInviteLimits(net: Network, account: Account, hasNote: boolean): void {
  const { invites_7d, notes_month, over } = account.limits;
  if (invites_7d !== null && sentIn7Days(net, account) >= invites_7d) throw new ProviderError(over);
  if (!hasNote || notes_month === null) return;
  const month = new Date(net.now()).toISOString().slice(0, 7);
  const notes = net.invitations
    .of(account.id)
    .filter((i) => i.text !== null && new Date(i.sent_at).toISOString().startsWith(month)).length;
  if (notes >= notes_month)
    throw new ProviderError('limit_exceeded', 'No personalised invitations are left.');
}

/** The percentage to tell after one more invitation, null when none was passed. */
export function usageToTell(net: Network, account: Account): number | null {
  const limit = account.limits.invites_7d;
  if (limit === null || limit === 0) return null;
  const now = sentIn7Days(net, account);
  const percent = (count: number) => (count / limit) * 100;
  return TOLD.findLast((mark) => percent(now) >= mark && percent(now - 1) < mark) ?? null;
}

/** Whether the account did so much of a kind in the last 24 hours that LinkedIn stops it. */
export function overDaily(net: Network, account: Account, kind: WriteKind, limit: number | null): boolean {
  if (limit === null) return false;
  const since = net.now() - DAY;
  const done = net.calls
    .ofAccountBefore(account.id, Number.MAX_SAFE_INTEGER, since)
    .filter((call) => isWriteKind(call.kind) && call.kind === kind && call.effect);
  return done.length >= limit;
}

function sentIn7Days(net: Network, account: Account): number {
  return net.invitations.of(account.id).filter((i) => i.sent_at > net.now() - 7 * DAY).length;
}
