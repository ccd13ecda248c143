import type { SearchProviderName } from '../../../platform/search-settings.ts';
import { JobFailure } from '../../runner/job-failure.ts';

export const searchErrorCodes = [
  /** Down, silent, or the way to it is broken; or all its own engines failed. */
  'search_unavailable',
  /** Asks for fewer searches. */
  'search_busy',
  /** The account has no credit left, or its plan for the month is used up. */
  'search_no_credit',
  'search_refused_key',
  /** What answers is a page, or something that leads elsewhere, and no search. */
  'search_wrong_address',
  /** SearXNG answers, and is not set up to answer in JSON. */
  'search_no_json',
  /** Refuses the request, or answers in a form that is not its own. */
  'search_bad_answer',
] as const;
export type SearchErrorCode = (typeof searchErrorCodes)[number];

/** Why a search came to no answer. That nothing was found is no error. */
export class SearchError extends JobFailure {
  declare readonly code: SearchErrorCode;
  /** False only when the search certainly cost nothing. */
  readonly mayHaveCost: boolean;
  /** True for a provider that was silent for the whole deadline: at once it would be so again. */
  readonly isSilence: boolean;

  /** @param why In words for the log; no key is among them. */
  constructor(
    code: SearchErrorCode,
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
