import { z } from 'zod';
import type { SearchProviderName } from '../../../platform/search-settings.ts';
import type { Language } from '../../../ports/content.ts';

/** What every provider gives for the price of one search. */
export const MAX_RESULTS = 10;

export interface SearchQuery {
  /** In the words of a person; what is longer than a provider takes is cut at a word. */
  query: string;
  /** Of the pages that come first; others may be among them. */
  language: Language;
  /** 1 to `MAX_RESULTS`. */
  limit: number;
}

const searchResult = z.object({
  title: z.string(),
  /** As the provider gives it; two are the same source when their `canonicalAddress` is the same. */
  address: z.string(),
  /** A few sentences of the page, as one plain line: a hint for choosing pages, never evidence. */
  snippet: z.string(),
  /** YYYY-MM-DD, where the provider knows it. */
  publishedAt: z.string().nullable(),
});
export type SearchResult = z.infer<typeof searchResult>;

export const searchAnswer = z.object({
  /** Best first; one for each source. Empty when nothing was found, which is an answer. */
  results: z.array(searchResult),
  /** Results that cannot be read from here: a private address, another protocol, no address at all. */
  unreadable: z.number().int(),
  /** Results that are another address of a source above. */
  repeated: z.number().int(),
  /** USD; 0 where a search costs nothing. */
  requestCost: z.number(),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;

/** What answers in the sandbox: an index of its own pages, and of no other. */
export const OFFLINE = 'offline-search';

/** A search engine of the web. */
export interface WebSearch {
  /** As plans, reports and the ledger name it, so that a stand-in is called one wherever it is named. */
  readonly provider: SearchProviderName | typeof OFFLINE;
  /** What one search costs at most, in USD. */
  readonly price: number;
  /** @throws {SearchError} The reason of `signal` when that was aborted. */
  search(query: SearchQuery, signal?: AbortSignal): Promise<SearchAnswer>;
}
