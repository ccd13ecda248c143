import type { z } from 'zod';
import type { SearchSettings } from '../../../platform/search-settings.ts';
import type { SearchFailureCode } from '../../../ports/content.ts';
import type { SearchQuery } from './web-search.ts';

/** A result as a provider tells it; what is no text is null. */
export interface Found {
  title: string | null;
  address: string | null;
  snippet: string | null;
  publishedAt: string | null;
}

/** How a provider speaks: what it is asked, and how its answers are read. Pure; `ask-provider.ts` does the asking. */
export interface Provider {
  /** Null: each has its own, and the settings must name it. */
  baseUrl: string | null;
  /** USD for one search of up to `MAX_RESULTS` results, as the provider lists it. */
  listPrice: number;
  /** The longest query that it takes. */
  longest: { characters: number; words: number };
  request(query: SearchQuery, settings: SearchSettings, baseUrl: string): ProviderRequest;
  /** What an answer with status 200 holds. One that does not fit is a fault of the provider. */
  answer: z.ZodType<ProviderAnswer>;
  /** What an answer with another status means where it is not what that status mostly means; null: as mostly. */
  refusal?(heard: HeardSearch): { code: SearchFailureCode; retryAfterS?: number | null } | null;
}

export interface ProviderRequest {
  url: URL;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
}

export interface ProviderAnswer {
  found: Found[];
  /** USD, where the provider says what the search cost; null: its list price. */
  usd: number | null;
  /** Why there may be more than was found; null: there is not. */
  failed: string | null;
}

export interface HeardSearch {
  status: number;
  headers: Headers;
  /** Parsed, where it is JSON; else null. */
  body: unknown;
}

/** An address below another, which may have a path of its own. */
export function below(baseUrl: string, path: string): URL {
  return new URL(path, baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
}
