import type { Clock } from '../clock.ts';
import { within } from '../within.ts';

/** What runs until it is stopped. */
export interface Loop {
  /** Takes nothing new, drains until the deadline, gives the rest back. */
  stop(deadlineMs: number): Promise<unknown>;
}

/** Runs `work` until `stopping` is aborted, which it watches. */
export function untilStopped(clock: Clock, work: (stopping: AbortSignal) => Promise<unknown>): Loop {
  const stopping = new AbortController();
  const running = work(stopping.signal);
  return {
    stop(deadlineMs) {
      stopping.abort();
      return within(clock, deadlineMs, running);
    },
  };
}
