import type { ReleaseResult } from '../../ports/outreach.ts';

/** What an error of the provider means for the governor. */
const errorClasses = [
  /** The provider had it already: as good as sent. */
  'success_equivalent',
  /** Sent before, or within a cooling-off time: the profile tells which. */
  'verify',
  'permanent_action',
  'permanent_recipient',
  'permanent_lead',
  'capability',
  'account_limit',
  'rate',
  'account_down',
  'checkpoint',
  'restricted',
  /** Our own key or address is wrong. */
  'config',
  /** Certainly not sent: no connection came about. */
  'not_sent',
  'unknown',
] as const;
export type ErrorClass = (typeof errorClasses)[number];

export interface ClassifiedError {
  class: ErrorClass;
  /** The provider's own type without `errors/`, or what kind of failure it was. */
  code: string;
  /** For people and logs; never words of a message. */
  message: string;
  result: ReleaseResult['result'];
  signal: ReleaseResult['signal'];
}

/** A failed read. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly is: ClassifiedError;

  constructor(call: string, is: ClassifiedError, cause?: unknown) {
    super(`Cannot ${call}: ${is.message}`, cause === undefined ? undefined : { cause });
    this.is = is;
  }
}
