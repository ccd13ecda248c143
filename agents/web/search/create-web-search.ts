import type { Clock } from '../../../platform/clock.ts';
import { doubling, retry } from '../../../platform/retry.ts';
import type { SearchProviderName, SearchSettings } from '../../../platform/search-settings.ts';
import { publicInternet, type Reach } from '../../../platform/web/reach.ts';
import { clip, clipped } from '../../text/clip.ts';
import { plainLine } from '../../text/plain-line.ts';
import { askProvider } from './ask-provider.ts';
import { canonicalAddress } from './canonical-address.ts';
import { isReadable } from './is-readable.ts';
import type { Found, Provider } from './provider.ts';
import { brave } from './providers/brave.ts';
import { exa } from './providers/exa.ts';
import { searxng } from './providers/searxng.ts';
import { tavily } from './providers/tavily.ts';
import { SearchError } from './search-error.ts';
import { MAX_RESULTS, OFFLINE, type SearchAnswer, type SearchResult, type WebSearch } from './web-search.ts';

const providers: Record<SearchProviderName, Provider> = { tavily, brave, exa, searxng };

/** Searches take from one to five seconds; what takes longer is not coming. */
const DEADLINE_MS = 20_000;
const PATIENCE = { firstMs: 1_000, mostMs: 4_000, tries: 3 };
/** A provider that asks for more is left alone: the job comes back when the time has passed. */
const LONGEST_WAIT_S = 15;

const TITLE_CHARACTERS = 300;
const SNIPPET_CHARACTERS = 1_000;

/** The search that the settings name. */
export function createWebSearch(
  settings: SearchSettings,
  tools: { clock: Pick<Clock, 'now' | 'sleep'>; reach?: Reach; deadlineMs?: number; tries?: number },
): WebSearch {
  const { clock, reach = publicInternet, deadlineMs = DEADLINE_MS, tries = PATIENCE.tries } = tools;
  const provider = providers[settings.provider];
  const baseUrl = settings.baseUrl ?? provider.baseUrl;
  if (baseUrl === null) throw new TypeError(`Cannot search with ${settings.provider}: it has no address`);
  const price = settings.isStandIn ? 0 : (settings.price ?? provider.listPrice);
  return {
    provider: settings.isStandIn ? OFFLINE : settings.provider,
    price,
    async search({ query, language, limit }, signal) {
      if (!Number.isInteger(limit) || limit < 1 || limit > MAX_RESULTS)
        throw new RangeError(`Cannot search for ${limit} results: 1 to ${MAX_RESULTS}`);
      const asked = provider.request(
        { query: shortened(query, provider.longest), language, limit },
        settings,
        baseUrl,
      );
      let waitMs = 0;
      const { found, usd } = await retry(
        { clock, ...PATIENCE, tries, ...(signal ? { signal } : {}) },
        (error, attempt) => {
          if (!(error instanceof SearchError && passes(error))) return false;
          waitMs = (error.retryAfterS ?? 0) * 1000 - doubling(attempt, PATIENCE.firstMs, PATIENCE.mostMs);
          return true;
        },
        async () => {
          // What was asked for beyond the wait of every try.
          if (waitMs > 0) await clock.sleep(waitMs, signal);
          return askProvider(provider, asked, settings, { deadlineMs, now: clock.now(), signal });
        },
      );
      // A price that was set is what the team pays; what a provider reports is at its list price.
      const requestCost = settings.isStandIn ? 0 : (settings.price ?? usd ?? price);
      return { ...oneForEachSource(found, limit, reach), requestCost };
    },
  };
}

/** At once, or after the wait that was asked for. */
function passes(error: SearchError): boolean {
  return error.retryable && !error.isSilence && (error.retryAfterS ?? 0) <= LONGEST_WAIT_S;
}

function oneForEachSource(
  found: readonly Found[],
  limit: number,
  reach: Reach,
): Omit<SearchAnswer, 'requestCost'> {
  const sources = new Map<string, SearchResult>();
  let unreadable = 0;
  let repeated = 0;
  for (const { title, address, snippet, publishedAt } of found) {
    if (address === null || !isReadable(address, reach)) {
      unreadable += 1;
      continue;
    }
    const key = canonicalAddress(address);
    if (sources.has(key)) {
      repeated += 1;
      continue;
    }
    // SearXNG gives more than were asked for: no more of them are looked at.
    if (sources.size === limit) break;
    const read = new URL(address);
    sources.set(key, {
      title: clipped(plainLine(title ?? ''), TITLE_CHARACTERS) || `${read.host}${read.pathname}`,
      address: read.href,
      snippet: clipped(plainLine(snippet ?? ''), SNIPPET_CHARACTERS),
      publishedAt: dayOf(publishedAt),
    });
  }
  return { results: [...sources.values()], unreadable, repeated };
}

/** As each provider writes a moment: 2026-03-01T00:00:00.000Z, 2026-03-01T09:30:00 or Sun, 01 Mar 2026 09:30:00 GMT. */
function dayOf(moment: string | null): string | null {
  if (moment === null) return null;
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(moment)?.[0];
  const at = Date.parse(iso ?? moment);
  return Number.isNaN(at) ? null : new Date(at).toISOString().slice(0, 10);
}

/** A question that is too long is asked by its beginning, where its subject stands. */
function shortened(query: string, longest: Provider['longest']): string {
  const words = plainLine(query).split(' ').slice(0, Math.min(longest.words, longest.characters));
  while (words.length > 1 && words.join(' ').length > longest.characters) words.pop();
  return clip(words.join(' '), longest.characters);
}
