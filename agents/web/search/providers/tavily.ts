import { z } from 'zod';
import { below, type Provider } from '../provider.ts';

const result = z.object({
  title: z.string().nullish(),
  url: z.string().nullish(),
  content: z.string().nullish(),
  published_date: z.string().nullish(),
});

/** Pay-as-you-go, USD for a credit. Source: docs.tavily.com/documentation/api-credits, read on 2026-11-30. */
const USD_PER_CREDIT = 0.008;

/**
 * Tavily. Sources: docs.tavily.com/api-reference/endpoint/search and tavily.com/.well-known/openapi.json, read on
 * 2026-11-30.
 *
 * Traps: `search_depth` is named, as `advanced` costs two credits and `auto_parameters` may choose it; `country` is a
 * name in English, in lower case, and for topic `general` alone; a date of publication comes with topic `news` alone; 432
 * says that the plan is used up, and 433 that the limit of pay-as-you-go is; words of a refusal stand in `detail.error`.
 */
export const tavily: Provider = {
  baseUrl: 'https://api.tavily.com',
  listPrice: USD_PER_CREDIT,
  longest: { characters: 400, words: Number.POSITIVE_INFINITY },
  request: ({ query, language, limit }, { apiKey }, baseUrl) => ({
    url: below(baseUrl, 'search'),
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({
      query,
      topic: 'general',
      search_depth: 'basic',
      max_results: limit,
      include_usage: true,
      ...(language === 'pt' ? { country: 'brazil' } : {}),
    }),
  }),
  answer: z
    .object({ results: z.array(result), usage: z.object({ credits: z.number().nullish() }).nullish() })
    .transform(({ results, usage }) => ({
      found: results.map(({ title, url, content, published_date }) => ({
        title: title ?? null,
        address: url ?? null,
        snippet: content ?? null,
        publishedAt: published_date ?? null,
      })),
      usd: usage?.credits == null ? null : usage.credits * USD_PER_CREDIT,
      failed: null,
    })),
  refusal: ({ status }) => (status === 432 || status === 433 ? { code: 'search_no_credit' } : null),
};
