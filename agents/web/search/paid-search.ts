import { createHash } from 'node:crypto';
import type { Clock } from '../../../platform/clock.ts';
import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { settlePaid } from '../../models/settle-paid.ts';
import { capReached } from '../../runner/cap-reached.ts';
import { SearchError } from './search-error.ts';
import { searchAnswer, type WebSearch } from './web-search.ts';

/** What the ledger calls it, in the place of a node. */
const NODE = 'web_search';

/**
 * Searches within the budget of one job. One that was paid before is answered from the ledger, so that a rerun reads what
 * the first run read.
 *
 * Its `search` throws {JobFailure} `budget_cap` as well.
 */
export function paidSearch(tools: {
  search: WebSearch;
  content: Pick<ContentForAgent, 'reserveUsage' | 'settleUsage' | 'voidUsage'>;
  claim: Claim;
  clock: Pick<Clock, 'now' | 'sleep'>;
}): WebSearch {
  const { search, content, claim, clock } = tools;
  return {
    ...search,
    async search(query, signal) {
      const request = JSON.stringify({ provider: search.provider, ...query });
      const reserved = await content.reserveUsage(claim, {
        call_key: `${NODE}:${createHash('sha256').update(request).digest('hex')}`,
        node: NODE,
        model: search.provider,
        input_tokens: 0,
        max_output_tokens: 0,
        usd: search.price,
      });
      if (reserved.outcome === 'settled') return searchAnswer.parse(reserved.reply);
      const { cap, usage_id: usageId } = reserved;
      if (reserved.outcome === 'refused' || usageId === null)
        throw capReached('search the web', cap, { usd: search.price, tokens: 0 });
      const answer = await search.search(query, signal).catch(async (error: unknown) => {
        if (error instanceof SearchError && !error.mayHaveCost) await content.voidUsage(claim, usageId);
        throw error;
      });
      const paid = {
        input_tokens: 0,
        output_tokens: 0,
        usd: answer.requestCost,
        model: search.provider,
        reply: answer,
      };
      await settlePaid(content, claim, usageId, paid, clock);
      return answer;
    },
  };
}
