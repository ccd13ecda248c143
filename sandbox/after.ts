import type { Clock } from '../platform/clock.ts';

/** Does `work` after `ms`, unless it is called off before. @returns Calls it off. */
export function after(clock: Pick<Clock, 'sleep'>, ms: number, work: () => void): () => void {
  const off = new AbortController();
  void clock.sleep(ms, off.signal).then(() => {
    if (!off.signal.aborted) work();
  });
  return () => off.abort();
}
