import { ExpectedError } from '../../platform/errors.ts';
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
 * What an embedding model costs; another address than OpenAI's says nothing of prices, so there it counts as free.
 *
 * @throws {ExpectedError} `unknown_price` at OpenAI's own address: a call that cannot be priced cannot be capped.
 */
export function embeddingPriceOf(model: string, baseUrl: string | null): Price {
  const input = OPENAI[model];
  if (input !== undefined) return { input, output: 0 };
  if (baseUrl === null || new URL(baseUrl).hostname.endsWith('openai.com')) {
    throw new ExpectedError(
      'unknown_price',
      `Cannot use embeddings model "${model}": its price is not in agents/models/embedding-prices.ts; known: ${Object.keys(OPENAI).join(', ')}`,
      { hint: 'Set OPENAI_EMBEDDINGS_MODEL to a known model, add its price, or leave it out.' },
    );
  }
  return { input: 0, output: 0 };
}
