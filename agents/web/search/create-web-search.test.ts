import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SearchProviderName, searchProviders } from '../../../platform/search-settings.ts';
import { type SearchFault, type StandInWeb, startWeb } from '../../../testing/web.ts';
import { createWebSearch } from './create-web-search.ts';

let web: StandInWeb;
let waits: number[] = [];
const clock = { now: () => 0, sleep: async (ms: number) => void waits.push(ms) };

beforeAll(async () => {
  web = await startWeb();
});
afterEach(() => {
  waits = [];
  web.search.faults.clear();
});
afterAll(() => web.stop());

const ask = {
  query: 'etapas da limpeza manual e automatizada de instrumentais',
  language: 'pt',
  limit: 5,
} as const;
const searchOf = (provider: SearchProviderName, more: object = {}, tools: object = {}) =>
  createWebSearch({ ...web.search.settings(provider), ...more }, { clock, ...tools });
const failing = (provider: SearchProviderName, ...faults: SearchFault[]) => {
  for (const fault of faults) web.search.faults.next(fault);
  return searchOf(provider)
    .search(ask)
    .then(
      () => 'answered',
      (error) => error.code,
    );
};

describe.each(searchProviders)('createWebSearch() with %s', (provider) => {
  it('reads title, address, snippet and day of pages in the language that was asked for', async () => {
    const { results, unreadable, repeated } = await searchOf(provider).search(ask);
    expect(results.length).toBeGreaterThan(1);
    expect(results.length).toBeLessThanOrEqual(5);
    const [first] = results;
    expect(first?.address).toBe('http://cme.sandbox.test/limpeza-de-instrumentais');
    expect(first?.title).toBe(
      'Limpeza de instrumentais cirúrgicos: as etapas e o que cada uma precisa provar',
    );
    expect(first?.snippet).toMatch(/\S+ \S+/);
    // Tavily tells the day of news alone.
    expect(first?.publishedAt).toBe(provider === 'tavily' ? null : '2026-03-12');
    expect({ unreadable, repeated }).toEqual({ unreadable: 0, repeated: 0 });
  });

  it('finds pages in English for a question in English', async () => {
    const { results } = await searchOf(provider).search({
      query: 'alert level of protein in cleaning validation',
      language: 'en',
      limit: 3,
    });
    expect(results[0]?.address).toMatch(/^http:\/\/reprocessing\.sandbox\.test\//);
    expect(results).toHaveLength(3);
  });

  it('answers with nothing where there is nothing, which is no error', async () => {
    const about = { query: 'cotação do milho em Chicago', language: 'pt', limit: 5 } as const;
    expect((await searchOf(provider).search(about)).results).toEqual([]);
    web.search.faults.next('empty');
    expect((await searchOf(provider).search(ask)).results).toEqual([]);
  });

  it('leaves out addresses that no agent may read, names a source once, and counts both', async () => {
    web.search.faults.next('strange_addresses');
    const answer = await searchOf(provider).search(ask);
    expect(answer.unreadable).toBe(4);
    // The page itself behind two addresses of it.
    expect(answer.repeated).toBeGreaterThanOrEqual(provider === 'searxng' ? 2 : 1);
    expect(answer.results.map(({ address }) => address).join(' ')).not.toMatch(
      /169\.254|localhost|10\.0\.0\.7|ftp:/,
    );
  });

  it.each([
    ['refused_key', 'search_refused_key'],
    ['no_credit', 'search_no_credit'],
    ['page', 'search_wrong_address'],
    ['redirect', 'search_wrong_address'],
    ['error_in_body', 'search_bad_answer'],
  ] as const)('tells %s by its code at once', async (fault, code) => {
    expect(await failing(provider, fault)).toBe(code);
    expect(waits).toEqual([]);
  });

  it('waits as long as it is asked to, and searches again', async () => {
    web.search.faults.next('busy', { retryAfterSeconds: 7 });
    const { results } = await searchOf(provider).search(ask);
    expect(results.length).toBeGreaterThan(0);
    expect(waits.reduce((a, b) => a + b)).toBe(7_000);
  });

  it('leaves a provider alone that asks for more than a moment, and says for how long', async () => {
    const before = web.search.faults.searches();
    web.search.faults.next('busy', { retryAfterSeconds: 120 });
    await expect(searchOf(provider).search(ask)).rejects.toMatchObject({
      code: 'search_busy',
      retryable: true,
      retryAfterS: 120,
      params: { provider },
    });
    expect(web.search.faults.searches()).toBe(before + 1);
  });

  it('tries three times in all while the provider is down', async () => {
    const before = web.search.faults.searches();
    expect(await failing(provider, 'down', 'down')).toBe('answered');
    expect(await failing(provider, 'down', 'down', 'down')).toBe('search_unavailable');
    expect(web.search.faults.searches()).toBe(before + 6);
    expect(waits).toEqual([1000, 2000, 1000, 2000]);
  });

  it('gives up on a provider that is silent when the deadline is over, once', async () => {
    web.search.faults.next('silent');
    await expect(searchOf(provider, {}, { deadlineMs: 50 }).search(ask)).rejects.toMatchObject({
      code: 'search_unavailable',
      mayHaveCost: true,
      message: `Cannot search with ${provider}: no answer within 50 ms`,
    });
    // Not what the provider counted: on a busy machine the request may not be there yet. Another try waits first.
    expect(waits).toEqual([]);
  });

  it('ends with the reason of the signal when the job is stopped', async () => {
    web.search.faults.next('silent');
    const stop = new AbortController();
    const search = searchOf(provider).search(ask, stop.signal);
    stop.abort(new Error('shutdown'));
    await expect(search).rejects.toThrow('shutdown');
  });

  it('tells an address where nothing listens', async () => {
    const gone = await startWeb();
    await gone.stop();
    const nowhere = { baseUrl: `http://127.0.0.1:${gone.port}` };
    await expect(searchOf(provider, nowhere, { tries: 1 }).search(ask)).rejects.toMatchObject({
      code: 'search_unavailable',
      mayHaveCost: false,
      params: { said: 'ECONNREFUSED' },
    });
  });

  it('cuts a question of 4,000 characters to what the provider takes', async () => {
    const query = `limpeza de instrumentais cirúrgicos ${'e ainda mais '.repeat(305)}`;
    expect((await searchOf(provider).search({ ...ask, query })).results.length).toBeGreaterThan(0);
  });

  it('refuses a number of results that has another price', async () => {
    await expect(searchOf(provider).search({ ...ask, limit: 11 })).rejects.toThrow(
      'Cannot search for 11 results: 1 to 10',
    );
  });
});

describe('createWebSearch()', () => {
  it('is named by its provider, and by none where a stand-in answers', () => {
    expect(searchOf('tavily', { isStandIn: false }).provider).toBe('tavily');
    expect(searchOf('tavily').provider).toBe('offline-search');
  });

  it('costs nothing with a stand-in, the list price with a provider, and what the team pays where that is set', async () => {
    const costs = async (provider: SearchProviderName, more: object) => {
      const search = searchOf(provider, { isStandIn: false, ...more });
      return [search.price, (await search.search(ask)).requestCost];
    };
    expect(await costs('tavily', {})).toEqual([0.008, 0.008]);
    expect(await costs('brave', {})).toEqual([0.005, 0.005]);
    expect(await costs('exa', {})).toEqual([0.007, 0.007]);
    expect(await costs('searxng', {})).toEqual([0, 0]);
    expect(await costs('exa', { price: 0.004 })).toEqual([0.004, 0.004]);
    expect(await costs('exa', { isStandIn: true })).toEqual([0, 0]);
  });

  it.each(['tavily', 'brave', 'exa'] as const)('%s refuses a key that it does not know', async (provider) => {
    await expect(searchOf(provider, { apiKey: 'sk-wrong' }).search(ask)).rejects.toMatchObject({
      code: 'search_refused_key',
      mayHaveCost: false,
    });
  });

  it('SearXNG as it is installed says that it gives no JSON', async () => {
    expect(await failing('searxng', 'no_json')).toBe('search_no_json');
  });

  it('SearXNG without results has failed when its engines have', async () => {
    web.search.faults.next('engines_failed');
    await expect(searchOf('searxng', {}, { tries: 1 }).search(ask)).rejects.toMatchObject({
      code: 'search_unavailable',
      params: { said: 'no answer of brave (Suspended: too many requests), duckduckgo (CAPTCHA)' },
    });
  });

  it('Brave takes Portuguese and refuses what it cannot read as its own fault', async () => {
    expect(await failing('brave', 'bad_request')).toBe('search_bad_answer');
  });

  it('repeats what a provider says, and no key', async () => {
    web.search.faults.next('error_in_body');
    await expect(searchOf('exa').search(ask)).rejects.toThrow('Something went wrong for ***');
  });
});
