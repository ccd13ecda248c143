import { z } from 'zod';
import { below, type Provider } from '../provider.ts';

const result = z.object({
  title: z.string().nullish(),
  url: z.string().nullish(),
  content: z.string().nullish(),
  publishedDate: z.string().nullish(),
});

/**
 * SearXNG, an engine of one's own that asks others. Source: docs.searxng.org/dev/search_api and
 * docs.searxng.org/admin/settings/settings_search.html, read on 2026-11-30.
 *
 * Traps: an instance answers in HTML alone until `json` stands in `search.formats` of its settings.yml, and says 403 to
 * `format=json` until then; its limiter takes programs for robots and says 429, or 403, so that it is off where only
 * programs ask (`server.limiter: false`); there is no parameter for the number of results; an answer without results is
 * the same whether there is nothing or all its engines were turned away (CAPTCHA, too many requests), which only
 * `unresponsive_engines` tells (github.com/NousResearch/hermes-agent/pull/104030): then nothing is known, and the search
 * has failed.
 */
export const searxng: Provider = {
  baseUrl: null,
  listPrice: 0,
  longest: { characters: 400, words: Number.POSITIVE_INFINITY },
  request({ query, language }, { apiKey }, baseUrl) {
    const url = below(baseUrl, 'search');
    url.search = new URLSearchParams({
      q: query,
      format: 'json',
      language: language === 'pt' ? 'pt-BR' : 'en',
      categories: 'general',
      safesearch: '1',
    }).toString();
    // None of its own, but a proxy before it may ask for one.
    return { url, method: 'GET', headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {} };
  },
  answer: z
    .object({
      results: z.array(result),
      unresponsive_engines: z.array(z.array(z.string())).nullish().catch(null),
    })
    .transform(({ results, unresponsive_engines }) => ({
      found: results.map(({ title, url, content, publishedDate }) => ({
        title: title ?? null,
        address: url ?? null,
        snippet: content ?? null,
        publishedAt: publishedDate ?? null,
      })),
      usd: null,
      failed: unresponsive_engines?.length
        ? `no answer of ${unresponsive_engines.map(([name, why]) => `${name} (${why ?? 'unknown'})`).join(', ')}`
        : null,
    })),
  refusal: ({ status }) => (status === 403 ? { code: 'search_no_json' } : null),
};
