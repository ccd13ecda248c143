import type { SearchProviderName } from '../../../platform/search-settings.ts';
import type { SearchFailureCode } from '../../../ports/content.ts';
import { JobFailure } from '../../runner/job-failure.ts';

/** Why a search came to no answer. That nothing was found is no error. */
export class SearchError extends JobFailure {
  declare readonly code: SearchFailureCode;
  /** False only when the search certainly cost nothing. */
  readonly mayHaveCost: boolean;
  /** True for a provider that was silent for the whole deadline: at once it would be so again. */
  readonly isSilence: boolean;

  /** @param why In words for the log; no key is among them. */
  constructor(
    code: SearchFailureCode,
    provider: SearchProviderName,
    why: string,
    more: { retryAfterS?: number | null; mayHaveCost?: boolean; isSilence?: boolean; cause?: unknown } = {},
  ) {
    super(code, `Cannot search with ${provider}: ${why}`, {
      params: { provider, said: why },
      retryable: code === 'search_unavailable' || code === 'search_busy',
      retryAfterS: more.retryAfterS ?? null,
      cause: more.cause,
    });
    this.mayHaveCost = more.mayHaveCost ?? false;
    this.isSilence = more.isSilence ?? false;
  }
}
