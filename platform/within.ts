import type { Clock } from './clock.ts';

/** The value of `work`, or undefined when it takes longer than `ms`; `work` itself goes on. */
export async function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T | undefined> {
  const timer = new AbortController();
  try {
    return await Promise.race([work, clock.sleep(ms, timer.signal).then(() => undefined)]);
  } finally {
    timer.abort(OVER);
  }
}

/** An exception with its stack would be made each time, and no one reads it. */
const OVER = 'over';
