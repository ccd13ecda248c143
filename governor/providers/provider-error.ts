import type { ErrorClass, ReleaseResult } from '../../ports/outreach.ts';

export interface ClassifiedError {
  class: ErrorClass;
  /** The provider's own type without `errors/`, or what kind of failure it was. */
  code: string;
  /** For the log; never words of a message. People read the bot's own words for class and code. */
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
