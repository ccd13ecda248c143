import type { Account, InboundEvent } from '../../../ports/outreach.ts';

/** What a webhook says, of either version. */
export type Heard =
  | { is: 'event'; event: InboundEvent }
  /** `key`: names this piece of news, where the version does. */
  | { is: 'account_status'; accountId: string; status: Account['status']; key?: string }
  /** Nothing that concerns us, such as a message that was read. */
  | { is: 'nothing' };

/** ISO; undefined: it is no time. */
export function timeOf(said: unknown): string | undefined {
  const at = typeof said === 'string' || typeof said === 'number' ? new Date(said) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : undefined;
}
