import { z } from 'zod';
import { below, type Provider } from '../provider.ts';

const result = z.object({
  title: z.string().nullish(),
  url: z.string().nullish(),
  publishedDate: z.string().nullish(),
  highlights: z.array(z.string()).nullish(),
});

/**
 * Exa. Sources: exa.ai/docs/reference/search, exa.ai/docs/reference/error-codes and exa.ai/docs/reference/pricing, read on
 * 2026-11-30: 7 USD for 1,000 searches of up to 10 results, highlights included.
 *
 * Traps: without `contents` there is not a word of the page; titles can be null or empty; what was paid stands in
 * `costDollars.total`; 402 is a spent account (`NO_MORE_CREDITS`) or key (`API_KEY_BUDGET_EXCEEDED`); it has no setting
 * for the language of pages, which follows that of the question, and `userLocation` leans towards a country.
 */
export const exa: Provider = {
  baseUrl: 'https://api.exa.ai',
  listPrice: 0.007,
  longest: { characters: 1000, words: Number.POSITIVE_INFINITY },
  request: ({ query, language, limit }, { apiKey }, baseUrl) => ({
    url: below(baseUrl, 'search'),
    method: 'POST',
    headers: { 'x-api-key': apiKey ?? '' },
    body: JSON.stringify({
      query,
      type: 'auto',
      numResults: limit,
      contents: { highlights: true },
      ...(language === 'pt' ? { userLocation: 'BR' } : {}),
    }),
  }),
  answer: z
    .object({ results: z.array(result), costDollars: z.object({ total: z.number().nullish() }).nullish() })
    .transform(({ results, costDollars }) => ({
      found: results.map(({ title, url, publishedDate, highlights }) => ({
        title: title ?? null,
        address: url ?? null,
        snippet: highlights?.join(' … ') ?? null,
        publishedAt: publishedDate ?? null,
      })),
      usd: costDollars?.total ?? null,
      failed: null,
    })),
};
