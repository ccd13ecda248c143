import { z } from 'zod';
import { below, type HeardSearch, type Provider } from '../provider.ts';

const result = z.object({
  title: z.string().nullish(),
  url: z.string().nullish(),
  description: z.string().nullish(),
  page_age: z.string().nullish(),
});

/**
 * Brave. Sources: api.search.brave.com/app/documentation/web-search (query, response headers, codes), read on 2026-11-30;
 * price of plan Search, 5 USD for 1,000 requests, as docs.openclaw.ai/tools/brave-search has it.
 *
 * Traps: Portuguese is `pt-br` or `pt-pt`, and `pt` is refused with 422; a key that it does not know is 422 as well, with
 * code `SUBSCRIPTION_TOKEN_INVALID`, and a missing one 422 `VALIDATION` that names the header; an answer without results
 * has no `web` at all; descriptions carry tags and entities unless `text_decorations` is off, and entities even then; 429
 * has no Retry-After: the limits of the second and of the month stand beside each other in X-RateLimit-Remaining and
 * X-RateLimit-Reset ("0, 1000" and "1, 1419704", the resets in seconds).
 */
export const brave: Provider = {
  baseUrl: 'https://api.search.brave.com',
  listPrice: 0.005,
  longest: { characters: 400, words: 50 },
  request({ query, language, limit }, { apiKey }, baseUrl) {
    const url = below(baseUrl, 'res/v1/web/search');
    url.search = new URLSearchParams({
      q: query,
      count: String(limit),
      search_lang: language === 'pt' ? 'pt-br' : 'en',
      country: language === 'pt' ? 'BR' : 'US',
      result_filter: 'web',
      text_decorations: 'false',
    }).toString();
    return { url, method: 'GET', headers: { 'x-subscription-token': apiKey ?? '' } };
  },
  answer: z
    .object({ type: z.literal('search'), web: z.object({ results: z.array(result) }).nullish() })
    .transform(({ web }) => ({
      found: (web?.results ?? []).map(({ title, url, description, page_age }) => ({
        title: title ?? null,
        address: url ?? null,
        snippet: description ?? null,
        publishedAt: page_age ?? null,
      })),
      usd: null,
      failed: null,
    })),
  refusal(heard) {
    if (heard.status === 422 && /SUBSCRIPTION_TOKEN|subscription-token/.test(JSON.stringify(heard.body)))
      return { code: 'search_refused_key' };
    return heard.status === 429 ? ofLimits(heard) : null;
  },
};

/** A month that is used up is no matter of waiting. */
function ofLimits({ headers }: HeardSearch): ReturnType<NonNullable<Provider['refusal']>> {
  const numbers = (name: string) => (headers.get(name) ?? '').split(',').map((n) => Number(n.trim()));
  const left = numbers('x-ratelimit-remaining');
  if (left.length > 1 && left.at(-1) === 0) return { code: 'search_no_credit' };
  const [reset = Number.NaN] = numbers('x-ratelimit-reset');
  return { code: 'search_busy', retryAfterS: headers.has('x-ratelimit-reset') && reset >= 0 ? reset : null };
}
