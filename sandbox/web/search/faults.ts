/** What a provider of search can do to who asks it; each in the provider's own words. */
const searchFaults = [
  'refused_key',
  /** 429, with the seconds to wait. */
  'busy',
  'no_credit',
  'down',
  /** Takes the question and never answers. */
  'silent',
  /** A web page with status 200. */
  'page',
  /** SearXNG as it is installed; the others know no such thing and answer 403. */
  'no_json',
  'redirect',
  /** 200, and an error in the body. */
  'error_in_body',
  'bad_request',
  'empty',
  /** SearXNG: nothing, as every engine behind it turned it away. */
  'engines_failed',
  /** Before the true results: addresses that no agent may read, and one page under three addresses. */
  'strange_addresses',
] as const;
export type SearchFault = (typeof searchFaults)[number];

/** Faults for tests: each waits for the next search and happens once. */
export interface SearchFaults {
  next(fault: SearchFault, options?: { retryAfterSeconds?: number }): void;
  clear(): void;
  /** Searches received since the start, faulty ones included. */
  searches(): number;
  /** Notes a search; answers the fault that it meets. */
  meet(): { fault: SearchFault; retryAfterSeconds: number } | undefined;
}

export function createSearchFaults(): SearchFaults {
  let queue: { fault: SearchFault; retryAfterSeconds: number }[] = [];
  let searches = 0;
  return {
    next: (fault, { retryAfterSeconds = 1 } = {}) => void queue.push({ fault, retryAfterSeconds }),
    clear() {
      queue = [];
    },
    searches: () => searches,
    meet() {
      searches += 1;
      return queue.shift();
    },
  };
}
