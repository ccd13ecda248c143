/** Whom `/research` asks for pages of the web. */
export const searchProviders = ['tavily', 'brave', 'exa', 'searxng'] as const;
export type SearchProviderName = (typeof searchProviders)[number];

export interface SearchSettings {
  provider: SearchProviderName;
  /** Null: SearXNG, which has none of its own. */
  apiKey: string | null;
  /** Null: the provider's own address. */
  baseUrl: string | null;
  /** USD for one search; absent: as the provider lists it. */
  price?: number | undefined;
  /** Never set from the environment: what answers is the sandbox's index of its own pages. */
  isStandIn?: boolean | undefined;
}

/** The part of the environment that is about search, as it was read. */
interface SearchEnvironment {
  SEARCH_PROVIDER?: SearchProviderName | undefined;
  SEARCH_API_KEY?: string | undefined;
  SEARCH_BASE_URL?: string | undefined;
  SEARCH_PRICE?: number | undefined;
}

/** Undefined: research goes by the knowledge base and given addresses alone. What is wrong is added to `faults`. */
export function readSearchSettings(e: SearchEnvironment, faults: string[]): SearchSettings | undefined {
  const { SEARCH_PROVIDER: provider, SEARCH_API_KEY: apiKey, SEARCH_BASE_URL: baseUrl } = e;
  if (!provider) {
    // One that is no provider was set aside and is told already.
    if ((apiKey || baseUrl) && !faults.some((fault) => fault.startsWith('SEARCH_PROVIDER:')))
      faults.push(`SEARCH_PROVIDER: missing; accepted: ${searchProviders.join(', ')}`);
    return undefined;
  }
  if (provider === 'searxng') {
    if (!baseUrl)
      faults.push('SEARCH_BASE_URL: missing; SearXNG is yours, such as https://searxng.example.org');
  } else if (!apiKey) faults.push(`SEARCH_API_KEY: missing; SEARCH_PROVIDER=${provider} needs it`);
  return { provider, apiKey: apiKey ?? null, baseUrl: baseUrl ?? null, price: e.SEARCH_PRICE };
}
