import type { Account } from '../../../ports/outreach.ts';

const statuses: ReadonlyMap<string, Account['status']> = new Map([
  ['running', 'ok'],
  ['disconnected', 'credentials'],
  ['errored', 'error'],
]);

/**
 * V2's word for an account's state in ours. An unknown word stops the account.
 *
 * `degraded` and `partial` say that one of LinkedIn's products does not run: what holds then is the classic one.
 */
export function readStatus(account: {
  status: string;
  is_locked?: boolean | null | undefined;
  metadata?: { products_connection_status?: Record<string, string> | null | undefined } | null | undefined;
}): Account['status'] {
  // Unipile lets no call through to it.
  if (account.is_locked) return 'stopped';
  const isPartly = account.status === 'degraded' || account.status === 'partial';
  const word = isPartly ? account.metadata?.products_connection_status?.classic : account.status;
  return statuses.get(word ?? '') ?? 'error';
}
