import { randomUUID } from 'node:crypto';

/** Time as an argument: what reads it can be tested without waiting. Limits use database time instead. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`, or at once when `signal` is aborted. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Milliseconds since some moment, by a clock that no one sets. Left out: `now`. */
  elapsed?(): number;
}

export interface Random {
  /** In [0, 1). */
  next(): number;
  id(): string;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done);
    }),
};

export const systemRandom: Random = { next: () => Math.random(), id: () => randomUUID() };
