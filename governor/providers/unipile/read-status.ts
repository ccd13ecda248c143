import type { Account } from '../../../ports/outreach.ts';

const statuses: Readonly<Record<string, Account['status']>> = {
  OK: 'ok',
  IDLE: 'ok',
  CREATION_SUCCESS: 'ok',
  RECONNECTED: 'ok',
  SYNC_SUCCESS: 'ok',
  CONNECTING: 'connecting',
  NOT_SETUP: 'connecting',
  CREDENTIALS: 'credentials',
  PERMISSIONS: 'credentials',
  STOPPED: 'stopped',
  DELETED: 'stopped',
  PAUSED: 'stopped',
};

/** Unipile's word for an account's state in ours. An unknown word stops the account. */
export function readStatus(word: string): Account['status'] {
  const said = word.toUpperCase();
  if (said.includes('RESTRICT')) return 'restricted';
  if (/CHECKPOINT|CHALLENGE/.test(said)) return 'checkpoint';
  return statuses[said] ?? 'error';
}
