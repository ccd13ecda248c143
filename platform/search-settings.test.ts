import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const tavily = { SEARCH_PROVIDER: 'tavily', SEARCH_API_KEY: 'k' };
const searxng = { SEARCH_PROVIDER: 'searxng', SEARCH_BASE_URL: 'http://searxng:8080/' };
const read = (env: Record<string, string>) => readConfig(env).search;

describe('readSearchSettings()', () => {
  it('has no search without a provider', () => {
    expect(read({})).toBeUndefined();
  });

  it('takes a provider with its key, its own address and its list price', () => {
    expect(read(tavily)).toEqual({ provider: 'tavily', apiKey: 'k', baseUrl: null, price: undefined });
    expect(read({ ...tavily, SEARCH_PRICE: '0.0058' })?.price).toBe(0.0058);
    expect(read({ ...tavily, SEARCH_PRICE: '0' })?.price).toBe(0);
  });

  it('takes SearXNG in the network of the team, without a key', () => {
    expect(read(searxng)).toMatchObject({
      provider: 'searxng',
      apiKey: null,
      baseUrl: 'http://searxng:8080/',
    });
  });

  it('is given to the agents of a production, and is never a stand-in there', () => {
    const { agents } = readConfig({
      MODE: 'production',
      PARTS: 'agents',
      SUPABASE_URL: 'https://a.supabase.co',
      SUPABASE_PUBLISHABLE_KEY: 'k',
      AGENTS_DATABASE_TOKEN: 't',
      OPENAI_API_KEY: 'k',
      ...tavily,
    });
    expect(agents?.search).toMatchObject({ provider: 'tavily' });
    expect(agents?.search?.isStandIn).toBeUndefined();
  });

  it.each([
    [{ SEARCH_API_KEY: 'k' }, 'SEARCH_PROVIDER: missing; accepted: tavily, brave, exa, searxng'],
    [{ SEARCH_PROVIDER: 'brave' }, 'SEARCH_API_KEY: missing; SEARCH_PROVIDER=brave needs it'],
    [{ SEARCH_PROVIDER: 'searxng' }, 'SEARCH_BASE_URL: missing; SearXNG is yours'],
    [{ ...tavily, SEARCH_BASE_URL: 'http://proxy.example' }, 'SEARCH_BASE_URL: must be https'],
    [{ ...searxng, SEARCH_BASE_URL: 'searxng:8080' }, 'SEARCH_BASE_URL: expected an address'],
    [{ ...tavily, SEARCH_PRICE: '-1' }, 'SEARCH_PRICE: expected USD for one search, not less than 0'],
    [{ ...tavily, SEARCH_PRICE: 'free' }, 'SEARCH_PRICE: expected USD for one search, such as'],
  ])('refuses %j', (env, fault) => {
    expect(() => read(env)).toThrow(expect.objectContaining({ message: expect.stringContaining(fault) }));
  });

  it('tells a provider that it does not know once', () => {
    expect(() => read({ SEARCH_PROVIDER: 'google', SEARCH_API_KEY: 'k' })).toThrow(
      /1 setting\(s\) are wrong/,
    );
  });
});
