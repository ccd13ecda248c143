import { ExpectedError } from '../../platform/errors.ts';

/** USD per million tokens. */
export interface Price {
  input: number;
  output: number;
}

/**
 * Standard tier, short context (below 270,000 tokens), input not cached: what is settled here is rather too much.
 * Source: OpenAI's price page as quoted on https://tokenmix.ai/blog/openai-api-cost-2026-gpt-5-5-5-4-nano-batch
 * (2026-06-04; 5.4 and 5.5) and https://deploybase.ai/articles/openai-api-pricing-2026 (2026-03; the others), read on
 * 2026-11-22. Check against https://platform.openai.com/docs/pricing when a model is added.
 */
const OPENAI: Record<string, Price> = {
  'gpt-5.5': { input: 5, output: 30 },
  'gpt-5.4': { input: 2.5, output: 15 },
  'gpt-5.4-mini': { input: 0.75, output: 4.5 },
  'gpt-5.4-nano': { input: 0.2, output: 1.25 },
  'gpt-5.2': { input: 1.75, output: 14 },
  'gpt-5.1': { input: 1.25, output: 10 },
  'gpt-5': { input: 1.25, output: 10 },
  'gpt-5-mini': { input: 0.25, output: 2 },
  'gpt-5-nano': { input: 0.05, output: 0.4 },
  'gpt-4.1': { input: 2, output: 8 },
  'gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, output: 0.4 },
  'gpt-4o': { input: 2.5, output: 10 },
  'gpt-4o-mini': { input: 0.15, output: 0.6 },
  o3: { input: 2, output: 8 },
  'o4-mini': { input: 1.1, output: 4.4 },
};

const FREE: Price = { input: 0, output: 0 };

/** Names the sandbox's writer goes by: it runs on this machine and costs nothing. */
export function isOffline(model: string): boolean {
  return model.startsWith('offline-');
}

/**
 * What a model costs.
 *
 * @returns `known` false: the address is not OpenAI's and says nothing of prices. It counts no money, so that the caps in
 *   tokens stop it; warn of it.
 * @throws {ExpectedError} `unknown_price` at OpenAI's own address: a call that cannot be priced cannot be capped.
 */
export function priceOf(model: string, baseUrl: string | null): { price: Price; known: boolean } {
  if (isOffline(model)) return { price: FREE, known: true };
  // A dated snapshot costs what its model costs: gpt-5-mini-2025-08-07.
  const price = OPENAI[model.replace(/-\d{4}-\d{2}-\d{2}$/, '')];
  if (price) return { price, known: true };
  if (baseUrl === null || new URL(baseUrl).hostname.endsWith('openai.com')) {
    throw new ExpectedError(
      'unknown_price',
      `Cannot use model "${model}": its price is not in agents/models/prices.ts; known: ${Object.keys(OPENAI).join(', ')}`,
      { hint: 'Set OPENAI_MODEL to a known model or add its price.' },
    );
  }
  return { price: FREE, known: false };
}

export function usdFor(price: Price, inputTokens: number, outputTokens: number): number {
  return (inputTokens * price.input + outputTokens * price.output) / 1_000_000;
}

/**
 * Tokens of a text, rather too many than too few: a reservation must not be smaller than the bill. OpenAI's
 * tokenizers need about 4 characters a token in English and 3 in Portuguese; JSON and digits need more tokens.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 2.5) + 16;
}
