import { type KnownModel, knownModel } from './known-models.ts';

/** USD per million tokens. */
export interface Price extends Pick<KnownModel, 'cachedInput' | 'cacheWrite' | 'longPrompt'> {
  input: number;
  output: number;
}

/** Tokens of one call. Of `input`, `cachedInput` were read from the endpoint's cache and `cacheWrite` written to it. */
interface Tokens {
  input: number;
  cachedInput?: number;
  cacheWrite?: number;
  output: number;
}

const FREE: Price = { input: 0, output: 0 };

/** Names the sandbox's writer goes by: it runs on this machine and costs nothing. */
export function isOffline(model: string): boolean {
  return model.startsWith('offline-');
}

/**
 * What a model costs: what was set, else what its maker lists.
 *
 * @returns `known` false: no price was set and none is listed. Its calls count no money, so that the caps in tokens
 *   stop it; warn of it.
 */
export function priceOf(model: string, set?: Price | null): { price: Price; known: boolean } {
  if (isOffline(model)) return { price: FREE, known: true };
  if (set) return { price: set, known: set.input > 0 || set.output > 0 };
  const listed = knownModel(model);
  return listed ? { price: listed, known: true } : { price: FREE, known: false };
}

/** USD of one call. More cached tokens than there was input count as the input. */
export function usdFor(price: Price, tokens: Tokens): number {
  const long = price.longPrompt && tokens.input > price.longPrompt.above ? price.longPrompt : null;
  const cached = Math.min(tokens.cachedInput ?? 0, tokens.input);
  const written = Math.min(tokens.cacheWrite ?? 0, tokens.input - cached);
  const input =
    (tokens.input - cached - written) * price.input +
    cached * (price.cachedInput ?? price.input) +
    written * (price.cacheWrite ?? price.input);
  return (input * (long?.input ?? 1) + tokens.output * price.output * (long?.output ?? 1)) / 1_000_000;
}

/** The most that a call can cost: all of its input is written to the cache, and its answer is as long as it may be. */
export function mostUsd(price: Price, input: number, output: number): number {
  const dear = (price.cacheWrite ?? 0) > price.input ? input : 0;
  return usdFor(price, { input, cacheWrite: dear, output });
}

/**
 * Tokens of a text, rather too many than too few: a reservation must not be smaller than the bill. OpenAI's
 * tokenizers need about 4 characters a token in English and 3 in Portuguese; JSON and digits need more tokens.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 2.5) + 16;
}
