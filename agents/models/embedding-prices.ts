import type { Price } from './prices.ts';

/**
 * USD per million tokens of OpenAI's embedding models. Source: OpenAI's model pages as quoted on
 * https://tokenprice.fyi/models/text-embedding-3-small and https://unanswered.io/guide/are-openai-embedding-models-free-pricing,
 * read on 2026-11-22.
 */
const OPENAI: Record<string, number> = {
  'text-embedding-3-small': 0.02,
  'text-embedding-3-large': 0.13,
  'text-embedding-ada-002': 0.1,
};

/**
 * What an embedding model costs.
 *
 * @returns `known` false: its calls count no money, so that the caps in tokens stop them.
 */
export function embeddingPriceOf(model: string): { price: Price; known: boolean } {
  const input = OPENAI[model];
  return { price: { input: input ?? 0, output: 0 }, known: input !== undefined };
}
