import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SearchFault, type StandInWeb, startWeb } from '../../testing/web.ts';
import type { CheckContext, Subject } from '../check.ts';
import { search } from './search.ts';

let web: StandInWeb;
beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web.stop());

function subjectOf(
  provider: 'tavily' | 'brave' | 'exa' | 'searxng',
  more: Record<string, string> = {},
): Subject {
  const { apiKey, baseUrl } = web.search.settings(provider);
  const env = {
    SEARCH_PROVIDER: provider,
    SEARCH_BASE_URL: baseUrl ?? '',
    ...(apiKey ? { SEARCH_API_KEY: apiKey } : {}),
    ...more,
  };
  return { name: '.env.agents', env, mode: 'production', running: ['agents'], parts: [] };
}
// SAFETY: the two of its fields that this check reads.
const run = (subject: Subject) => search.run({ subject, now: () => 0 } as unknown as CheckContext);

describe('the check of web search', () => {
  it.each(['tavily', 'brave', 'exa', 'searxng'] as const)(
    'searches once with %s and says what it cost',
    async (provider) => {
      const before = web.search.faults.searches();
      expect(await run(subjectOf(provider))).toMatchObject({
        status: 'ok',
        note: expect.stringMatching(new RegExp(`^${provider} finds 3 pages \\(0.0 s, [\\d.]+ USD\\)$`)),
      });
      expect(web.search.faults.searches()).toBe(before + 1);
    },
  );

  it.each([
    ['tavily', 'refused_key', /Copy SEARCH_API_KEY again: app\.tavily\.com/],
    ['brave', 'refused_key', /Copy SEARCH_API_KEY again: api-dashboard\.search\.brave\.com/],
    ['exa', 'no_credit', /Add credit or choose a larger plan: dashboard\.exa\.ai/],
    ['tavily', 'busy', /Try again in a minute/],
    ['searxng', 'busy', /limiter: false/],
    ['searxng', 'no_json', /put "json" under search: formats/],
    ['searxng', 'page', /without \/search/],
    ['exa', 'redirect', /leave it out, unless a proxy/],
    ['exa', 'error_in_body', /Check SEARCH_PROVIDER and SEARCH_BASE_URL/],
    ['brave', 'down', /proxy, firewall/],
    ['searxng', 'engines_failed', /choose others in its settings\.yml/],
  ] as [Parameters<typeof subjectOf>[0], SearchFault, RegExp][])(
    'says what to do when %s answers with %s',
    async (provider, fault, fix) => {
      web.search.faults.next(fault);
      expect(await run(subjectOf(provider))).toMatchObject({
        status: 'fail',
        fix: expect.stringMatching(fix),
      });
    },
  );

  it('warns of a search that finds nothing about a common subject', async () => {
    web.search.faults.next('empty');
    expect(await run(subjectOf('searxng'))).toMatchObject({
      status: 'warn',
      fix: expect.stringContaining('/stats'),
    });
  });

  it('shows no key, and is left out where nothing is set or the settings are wrong', async () => {
    const wrong = await run(subjectOf('exa', { SEARCH_API_KEY: 'exa-secret-key-1' }));
    expect(wrong).toMatchObject({ status: 'fail' });
    expect(JSON.stringify(wrong)).not.toContain('exa-secret-key-1');
    const without = {
      name: 'environment',
      env: {},
      mode: 'production',
      running: [],
      parts: [],
    } satisfies Subject;
    expect(search.applies(without)).toBe(false);
    expect(search.applies(subjectOf('exa', { SEARCH_PRICE: 'free' }))).toBe(false);
    expect(search.applies(subjectOf('exa'))).toBe(true);
  });
});
