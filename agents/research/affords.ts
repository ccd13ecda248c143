import type { Claim, ContentForAgent } from '../../ports/content.ts';
import { costOfRound } from './estimate.ts';
import type { PriceOf, ResearchTools } from './state.ts';

/**
 * Asks the ledger whether the job's caps leave room: what the round and the report may take is reserved and freed at once.
 * Killed between the two it counts as spent, as every reservation without a receipt does; that is a few milliseconds.
 */
export function affordsOf(tools: {
  content: Pick<ContentForAgent, 'reserveUsage' | 'voidUsage'>;
  claim: Claim;
  priceOf: PriceOf;
  searchUsd: number;
}): ResearchTools['affords'] {
  const { content, claim, priceOf, searchUsd } = tools;
  return async (round, questions) => {
    const { usd, tokens } = costOfRound(priceOf, { questions, searchUsd });
    const { outcome, usage_id } = await content.reserveUsage(claim, {
      call_key: `room:${round}`,
      node: 'reword',
      model: 'none',
      input_tokens: tokens,
      max_output_tokens: 0,
      usd: usd ?? 0,
    });
    if (outcome === 'reserved' && usage_id !== null) await content.voidUsage(claim, usage_id);
    return outcome !== 'refused';
  };
}
