import { createWebSearch } from '../../agents/web/search/create-web-search.ts';
import type { SearchError } from '../../agents/web/search/search-error.ts';
import { systemClock } from '../../platform/clock.ts';
import { readConfig } from '../../platform/config.ts';
import { isExpected } from '../../platform/errors.ts';
import type { SearchSettings } from '../../platform/search-settings.ts';
import { type Check, fail, has, ok, type Subject, warn } from '../check.ts';

/** Every provider knows pages about it. */
const QUERY = { query: 'ISO 17664 reprocessing of surgical instruments', language: 'en', limit: 3 } as const;

/** One search with the provider of the settings, as the agents make it. It costs what one search costs. */
export const search: Check = {
  name: 'web search',
  applies: (subject) => has(subject, 'SEARCH_PROVIDER') && searchSettings(subject) !== null,
  async run({ subject, now }) {
    const settings = searchSettings(subject);
    if (!settings) return [];
    const found = createWebSearch(settings, { clock: systemClock, tries: 1 });
    const startedAt = now();
    try {
      const { results, requestCost } = await found.search(QUERY);
      const took = `${((now() - startedAt) / 1000).toFixed(1)} s, ${requestCost} USD`;
      return results.length === 0
        ? warn(
            `${settings.provider} answers and finds nothing about a common subject (${took})`,
            settings.provider === 'searxng'
              ? 'Look at the statistics page of your SearXNG (/stats): engines that never answer are best taken out.'
              : 'Search once at the page of the provider; write to it if it finds nothing there either.',
          )
        : ok(`${settings.provider} finds ${results.length} pages (${took})`);
    } catch (error) {
      if (!isExpected(error)) throw error;
      return fail(error.message, fixFor(error.code as SearchError['code'], settings));
    }
  },
};

function fixFor(code: SearchError['code'], { provider }: SearchSettings): string {
  switch (code) {
    case 'search_refused_key':
      return `Copy SEARCH_API_KEY again: ${whereKeysAre[provider]}; and look whether SEARCH_PROVIDER is the one that it is of.`;
    case 'search_no_credit':
      return `Add credit or choose a larger plan: ${whereKeysAre[provider]}.`;
    case 'search_no_json':
      return 'In settings.yml of SearXNG put "json" under search: formats:, and set server: limiter: false where only Greenlight asks; then start it anew.';
    case 'search_wrong_address':
      return `Check SEARCH_BASE_URL: ${provider === 'searxng' ? 'the address of the instance itself, without /search' : 'leave it out, unless a proxy stands before the provider'}.`;
    case 'search_busy':
      return provider === 'searxng'
        ? 'Set server: limiter: false in settings.yml of SearXNG, whose limiter takes programs for robots.'
        : 'Try again in a minute; if it stays, choose a plan with more searches a second.';
    case 'search_bad_answer':
      return 'Check SEARCH_PROVIDER and SEARCH_BASE_URL; if both are right, the provider has changed how it answers: look for a newer Greenlight.';
    case 'search_unavailable':
      return provider === 'searxng'
        ? 'Check that SearXNG runs and that SEARCH_BASE_URL is reached from here; where its engines are turned away, choose others in its settings.yml.'
        : 'Check the way to the provider (proxy, firewall), and its status page.';
  }
}

const whereKeysAre: Record<SearchSettings['provider'], string> = {
  tavily: 'app.tavily.com',
  brave: 'api-dashboard.search.brave.com',
  exa: 'dashboard.exa.ai',
  searxng: 'the proxy before your SearXNG',
};

/** As the agents read them; null: they are wrong, which the check of the configuration says. */
function searchSettings({ env }: Subject): SearchSettings | null {
  const own = Object.entries(env).filter(([name]) => name.startsWith('SEARCH_'));
  try {
    return readConfig(Object.fromEntries(own)).search ?? null;
  } catch (error) {
    if (!isExpected(error, 'bad_configuration')) throw error;
    return null;
  }
}
