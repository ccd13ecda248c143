import { type Clock, systemClock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { after } from '../after.ts';
import { isDiskFull } from '../open-sqlite.ts';

/** A disk that is full now has room a little later. */
const AGAIN_MS = 2000;

/** Counts what was started and has not ended, timers included, so that a test can wait until nothing moves. */
export function createInFlight(log: Log, clock: Pick<Clock, 'sleep'> = systemClock) {
  let open = 0;
  let stopped = false;
  let waiting: (() => void)[] = [];
  const timers = new Set<() => void>();
  const release = () => {
    open -= 1;
    if (open > 0) return;
    for (const resolve of waiting.splice(0)) resolve();
  };
  function later(ms: number, work: () => unknown): void {
    if (stopped) return;
    open += 1;
    const callOff = after(clock, ms, async () => {
      timers.delete(callOff);
      try {
        await work();
      } catch (error) {
        log.error('stand_in_failed', isDiskFull(error) ? { code: 'disk_full' } : { error });
        later(AGAIN_MS, work);
      } finally {
        release();
      }
    });
    timers.add(callOff);
  }
  return {
    get stopped() {
      return stopped;
    },
    async track<T>(work: () => Promise<T>): Promise<T> {
      open += 1;
      try {
        return await work();
      } finally {
        release();
      }
    },
    /** Runs `work` after `ms`, and again when it fails; counts as under way from now on. Dropped by `stop`. */
    later,
    idle: (): Promise<void> =>
      open === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
    stop(): void {
      stopped = true;
      for (const callOff of timers) callOff();
      open -= timers.size;
      timers.clear();
      if (open > 0) return;
      for (const resolve of waiting.splice(0)) resolve();
      waiting = [];
    },
  };
}
export type InFlight = ReturnType<typeof createInFlight>;
