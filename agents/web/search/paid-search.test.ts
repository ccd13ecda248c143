import { describe, expect, it } from 'vitest';
import type { ContentForAgent } from '../../../ports/content.ts';
import { paidSearch } from './paid-search.ts';
import { SearchError } from './search-error.ts';
import type { SearchAnswer, WebSearch } from './web-search.ts';

type Ledger = Pick<ContentForAgent, 'reserveUsage' | 'settleUsage' | 'voidUsage'>;
const clock = { now: () => 0, sleep: async () => {} };
const claim = { id: 'job-1', fence: 1 };
const query = { query: 'bioburden limits', language: 'en' as const, limit: 5 };
const found: SearchAnswer = {
  results: [{ title: 'T', address: 'https://a.example/', snippet: 's', publishedAt: null }],
  unreadable: 1,
  repeated: 2,
  requestCost: 0.007,
};

/** A ledger in memory: `cap` USD in all. */
function ledger(cap = 1) {
  const calls: { key: string; model: string; usd: number; state: string; reply: unknown }[] = [];
  const content: Ledger = {
    async reserveUsage(_claim, call) {
      const paid = calls.findIndex((c) => c.key === call.call_key && c.state === 'settled');
      if (paid >= 0) return { outcome: 'settled', usage_id: paid, reply: calls[paid]?.reply, cap: null };
      if (call.usd > cap) {
        const reached = { scope: 'job', unit: 'usd', cap, spent: 0, wanted: call.usd } as const;
        return { outcome: 'refused', usage_id: null, reply: null, cap: reached };
      }
      const { call_key: key, model, usd } = call;
      calls.push({ key, model, usd, state: 'reserved', reply: null });
      return { outcome: 'reserved', usage_id: calls.length - 1, reply: null, cap: null };
    },
    async settleUsage(_claim, id, { usd, reply }) {
      // As the database keeps it.
      Object.assign(calls[id] ?? {}, { state: 'settled', usd, reply: JSON.parse(JSON.stringify(reply)) });
      return null;
    },
    async voidUsage(_claim, id) {
      Object.assign(calls[id] ?? {}, { state: 'void' });
      return null;
    },
  };
  return { content, calls };
}

function searchOf(answer: () => Promise<SearchAnswer>) {
  let asked = 0;
  const search: WebSearch = {
    provider: 'exa',
    price: 0.01,
    search: async () => {
      asked += 1;
      return answer();
    },
  };
  return { search, asked: () => asked };
}

describe('paidSearch()', () => {
  it('reserves the price, settles what the search cost, and asks the provider once for the same question', async () => {
    const { content, calls } = ledger();
    const { search, asked } = searchOf(async () => found);
    const paid = paidSearch({ search, content, claim, clock });
    expect(await paid.search(query)).toEqual(found);
    expect(await paid.search(query)).toEqual(found);
    expect(asked()).toBe(1);
    expect(calls).toMatchObject([{ model: 'exa', usd: 0.007, state: 'settled' }]);
    await paid.search({ ...query, language: 'pt' });
    expect(asked()).toBe(2);
  });

  it('asks nothing when a cap would be passed', async () => {
    const { search, asked } = searchOf(async () => found);
    const paid = paidSearch({ search, content: ledger(0.001).content, claim, clock });
    await expect(paid.search(query)).rejects.toMatchObject({ code: 'budget_cap', params: { scope: 'job' } });
    expect(asked()).toBe(0);
  });

  it.each([
    [new SearchError('search_refused_key', 'exa', 'no'), 'void'],
    // Counts with its reserve once the job is let go, as a model call does whose answer was lost.
    [new SearchError('search_unavailable', 'exa', 'silent', { mayHaveCost: true }), 'reserved'],
    [new TypeError('a fault of ours'), 'reserved'],
  ])('frees a reserve only when the search certainly cost nothing: %s', async (error, state) => {
    const { content, calls } = ledger();
    const { search } = searchOf(() => Promise.reject(error));
    await expect(paidSearch({ search, content, claim, clock }).search(query)).rejects.toBe(error);
    expect(calls).toMatchObject([{ state }]);
  });
});
