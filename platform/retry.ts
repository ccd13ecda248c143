import type { Clock, Random } from './clock.ts';

/**
 * How long something is tried again. Without `tries`, `forMs` and `signal` it is tried for good.
 *
 * Own code, as p-retry and its like wait by timers of their own, while tests and the sandbox move the injected clock.
 */
interface Patience {
  clock: Pick<Clock, 'now' | 'sleep'>;
  /** The wait after the first try; each later one is twice as long, up to `mostMs`. */
  firstMs: number;
  /** Default: `firstMs`, so that all waits are the same. */
  mostMs?: number;
  /** Tries in all. */
  tries?: number;
  /** Nothing is tried again once this has passed since the first try began. */
  forMs?: number;
  /** Aborted, it ends a wait, and nothing is tried again but what was waited for. */
  signal?: AbortSignal;
  /** Spreads each wait between half and one and a half of it. */
  random?: Pick<Random, 'next'>;
}

/**
 * Looks until there is something, and then says what.
 *
 * @param look Is told which try this is, from 1.
 * @returns Undefined when patience ended first.
 */
export async function poll<T>(
  patience: Patience,
  look: (attempt: number) => Promise<T | undefined>,
): Promise<T | undefined> {
  const { clock, firstMs, mostMs = firstMs, signal, random } = patience;
  const { tries = Number.POSITIVE_INFINITY, forMs = Number.POSITIVE_INFINITY } = patience;
  const until = clock.now() + forMs;
  for (let attempt = 1; ; attempt += 1) {
    const found = await look(attempt);
    if (found !== undefined) return found;
    if (attempt >= tries || clock.now() >= until || signal?.aborted) return undefined;
    await clock.sleep(doubling(attempt, firstMs, mostMs) * (random ? 0.5 + random.next() : 1), signal);
  }
}

/**
 * Calls until it succeeds.
 *
 * @param passes Whether an error may be gone at the next try; is told which try it ended.
 * @throws The error that does not pass, or the last one when patience ended.
 */
export async function retry<T>(
  patience: Patience,
  passes: (error: unknown, attempt: number) => boolean,
  call: (attempt: number) => Promise<T>,
): Promise<T> {
  let last: unknown;
  const done = await poll(patience, async (attempt) => {
    try {
      return { value: await call(attempt) };
    } catch (error) {
      if (!passes(error, attempt)) throw error;
      last = error;
      return undefined;
    }
  });
  if (!done) throw last;
  return done.value;
}

/** The wait after the try of this number, from 1. */
export function doubling(attempt: number, first: number, most: number): number {
  return Math.min(most, first * 2 ** Math.max(0, attempt - 1));
}
