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

/**
 * The code of socket or resolver somewhere below an error of fetch, which itself says only "fetch failed". Null: there is
 * none, or several addresses were tried and failed in different ways.
 */
export function networkCode(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof AggregateError) {
      const codes = new Set(at.errors.map((e: unknown) => (e as { code?: unknown } | null)?.code));
      const [code] = codes;
      if (codes.size === 1 && typeof code === 'string') return code;
    }
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return null;
}

/** True for an ExpectedError with one of `codes`; with no codes given, for any. */
export function isExpected(error: unknown, ...codes: string[]): error is ExpectedError {
  return error instanceof ExpectedError && (codes.length === 0 || codes.includes(error.code));
}
