/** An error that a caller will catch by its `code`; its message may be shown to a person. */
export class ExpectedError extends Error {
  override readonly name: string = 'ExpectedError';
  readonly code: string;
  /** What the person or operator does next; empty when the message says it. */
  readonly hint: string;

  constructor(code: string, message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint ?? '';
  }
}

/** True for an ExpectedError with one of `codes`; with no codes given, for any. */
export function isExpected(error: unknown, ...codes: string[]): error is ExpectedError {
  return error instanceof ExpectedError && (codes.length === 0 || codes.includes(error.code));
}
