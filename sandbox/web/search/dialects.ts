import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { SearchProviderName } from '../../../platform/search-settings.ts';
import type { Hit } from './search-index.ts';

export interface Asked {
  query: string;
  /** Two letters; null: none was asked for. */
  language: string | null;
  /** Null: the provider has no such parameter. */
  limit: number | null;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** JSON; a text is sent as a page. */
  body: unknown;
}

/** How one provider hears and answers. Sources are named beside the adapters, in agents/web/search/providers. */
interface Dialect {
  method: 'GET' | 'POST';
  path: string;
  hasKey(req: IncomingMessage, key: string): boolean;
  /** Null: what was sent is no search. */
  read(url: URL, body: unknown): Asked | null;
  found(query: string, hits: readonly Hit[]): unknown;
  refusedKey: Reply;
  noCredit: Reply;
  badRequest: Reply;
  busy(retryAfterSeconds: number): Reply;
}

const text = z.string().min(1);
const bearer = (req: IncomingMessage, key: string) => req.headers.authorization === `Bearer ${key}`;
const iso = (day: string | null) => (day === null ? null : `${day}T00:00:00.000Z`);
const braveError = (status: number, code: string, detail: string) => ({
  type: 'ErrorResponse',
  error: { id: 'offline', status, code, detail, meta: {} },
  time: 0,
});
const tavilyBody = z.object({
  query: text,
  max_results: z.number().int().min(0).max(20),
  country: z.string().optional(),
});
const exaBody = z.object({
  query: text,
  numResults: z.number().int().min(1).max(100),
  userLocation: z.string().optional(),
});
const braveQuery = z.object({
  q: text.max(400),
  count: z.coerce.number().int().min(1).max(20),
  // Not `pt`.
  search_lang: z.enum(['pt-br', 'pt-pt', 'en', 'en-gb']),
});

export const dialects: Record<SearchProviderName, Dialect> = {
  tavily: {
    method: 'POST',
    path: '/search',
    hasKey: bearer,
    read(_url, body) {
      const { data } = tavilyBody.safeParse(body);
      if (!data) return null;
      return {
        query: data.query,
        language: data.country === 'brazil' ? 'pt' : null,
        limit: data.max_results,
      };
    },
    found: (query, hits) => ({
      query,
      answer: null,
      images: [],
      results: hits.map(({ title, address, snippet }) => ({
        title,
        url: address,
        content: snippet,
        score: 0.5,
      })),
      response_time: 0.1,
      usage: { credits: 1 },
      request_id: 'offline',
    }),
    refusedKey: { status: 401, body: { detail: { error: 'Unauthorized: missing or invalid API key.' } } },
    noCredit: {
      status: 432,
      body: { detail: { error: "This request exceeds your plan's set usage limit." } },
    },
    badRequest: { status: 400, body: { detail: { error: 'Query is too long.' } } },
    busy: (seconds) => ({
      status: 429,
      headers: { 'retry-after': String(seconds) },
      body: { detail: { error: 'Your request has been blocked due to excessive requests.' } },
    }),
  },
  brave: {
    method: 'GET',
    path: '/res/v1/web/search',
    hasKey: (req, key) => req.headers['x-subscription-token'] === key,
    read(url) {
      const { data } = braveQuery.safeParse(Object.fromEntries(url.searchParams));
      return data ? { query: data.q, language: data.search_lang.slice(0, 2), limit: data.count } : null;
    },
    found: (query, hits) => ({
      type: 'search',
      query: { original: query },
      // Without results there is no such key.
      ...(hits.length > 0
        ? {
            web: {
              type: 'search',
              results: hits.map(({ title, address, snippet, day }) => ({
                title,
                url: address,
                description: snippet.replaceAll("'", '&#x27;'),
                ...(day ? { page_age: `${day}T09:30:00` } : {}),
              })),
            },
          }
        : {}),
    }),
    refusedKey: {
      status: 422,
      body: braveError(422, 'SUBSCRIPTION_TOKEN_INVALID', 'The provided subscription token is invalid.'),
    },
    noCredit: {
      status: 429,
      headers: { 'x-ratelimit-remaining': '1, 0', 'x-ratelimit-reset': '1, 1419704' },
      body: braveError(429, 'RATE_LIMITED', 'Request rate limit exceeded for plan.'),
    },
    badRequest: {
      status: 422,
      body: braveError(422, 'VALIDATION', 'Unable to validate request parameter(s)'),
    },
    busy: (seconds) => ({
      status: 429,
      headers: { 'x-ratelimit-remaining': '0, 1000', 'x-ratelimit-reset': `${seconds}, 1419704` },
      body: braveError(429, 'RATE_LIMITED', 'Request rate limit exceeded for plan.'),
    }),
  },
  exa: {
    method: 'POST',
    path: '/search',
    hasKey: (req, key) => req.headers['x-api-key'] === key,
    read(_url, body) {
      const { data } = exaBody.safeParse(body);
      if (!data) return null;
      return {
        query: data.query,
        language: data.userLocation === 'BR' ? 'pt' : null,
        limit: data.numResults,
      };
    },
    found: (_query, hits) => ({
      requestId: 'offline',
      resolvedSearchType: 'neural',
      results: hits.map(({ title, address, snippet, day }) => ({
        id: address,
        title,
        url: address,
        publishedDate: iso(day),
        highlights: [snippet],
      })),
      costDollars: { total: 0.007 },
    }),
    refusedKey: {
      status: 401,
      body: { requestId: 'offline', error: 'Invalid API key', tag: 'INVALID_API_KEY' },
    },
    noCredit: {
      status: 402,
      body: { requestId: 'offline', error: 'No more credits', tag: 'NO_MORE_CREDITS' },
    },
    badRequest: {
      status: 400,
      body: { requestId: 'offline', error: 'Invalid request body', tag: 'INVALID_REQUEST_BODY' },
    },
    busy: (seconds) => ({
      status: 429,
      headers: { 'retry-after': String(seconds) },
      body: { error: 'You have exceeded your rate limit.' },
    }),
  },
  searxng: {
    method: 'GET',
    path: '/search',
    // It has none.
    hasKey: () => true,
    read(url) {
      const { q, format, language } = Object.fromEntries(url.searchParams);
      return q && format === 'json'
        ? { query: q, language: language?.slice(0, 2) ?? null, limit: null }
        : null;
    },
    found: (query, hits) => ({
      query,
      number_of_results: 0,
      results: hits.map(({ title, address, snippet, day }) => ({
        title,
        url: address,
        content: snippet,
        engine: 'offline',
        publishedDate: day && `${day}T00:00:00`,
      })),
      answers: [],
      suggestions: [],
      unresponsive_engines: [],
    }),
    // Of the proxy before it.
    refusedKey: { status: 401, body: '<title>401 Authorization Required</title>' },
    noCredit: { status: 402, body: '<title>402 Payment Required</title>' },
    badRequest: { status: 400, body: '<title>400 Bad Request</title>' },
    busy: (seconds) => ({
      status: 429,
      headers: { 'retry-after': String(seconds) },
      body: '<title>429 Too Many Requests</title>',
    }),
  },
};
