import { ExpectedError } from '../../platform/errors.ts';
import type { FailureCode } from '../../ports/content.ts';

/** Why a job cannot go on, with what its thread needs to say so. */
export class JobFailure extends ExpectedError {
  override readonly name = 'JobFailure';
  declare readonly code: FailureCode;
  readonly params: Record<string, unknown>;
  /** False: trying the same again would end the same, so a person must act first. */
  readonly retryable: boolean;
  /** What the other side asked for, e.g. by `Retry-After`; null: the runner's own backoff. */
  readonly retryAfterS: number | null;

  constructor(
    code: FailureCode,
    message: string,
    options: {
      params?: Record<string, unknown>;
      retryable?: boolean;
      retryAfterS?: number | null;
      hint?: string;
      cause?: unknown;
    } = {},
  ) {
    super(code, message, { hint: options.hint, cause: options.cause });
    this.params = options.params ?? {};
    this.retryable = options.retryable ?? false;
    this.retryAfterS = options.retryAfterS ?? null;
  }
}
