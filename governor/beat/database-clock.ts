import type { Clock } from '../../platform/clock.ts';

/** More than an answer of the database may be late. */
const JUMP_MS = 2 * 60_000;

/**
 * Compares the database's clock, by which releases are timed, with one that no one sets. Its jump ahead, as of a machine that slept
 * or whose time was corrected, makes a gap look over that is not: a governor that saw it waits for a gap of time that has passed.
 *
 * A governor that began after the jump cannot know of it.
 */
export function databaseClock(clock: Pick<Clock, 'now' | 'elapsed'>) {
  const elapsed = () => clock.elapsed?.() ?? clock.now();
  let last: { time: number; at: number } | undefined;
  let jumpedAt = Number.NEGATIVE_INFINITY;
  return {
    /** @returns By how much it jumped ahead since it was heard last, ms; 0: it did not. */
    hear(time: number): number {
      const at = elapsed();
      const ahead = last ? time - last.time - (at - last.at) : 0;
      last = { time, at };
      if (ahead <= JUMP_MS) return 0;
      jumpedAt = at;
      return Math.round(ahead);
    },
    jumpedWithin: (ms: number): boolean => elapsed() - jumpedAt < ms,
  };
}
export type DatabaseClock = ReturnType<typeof databaseClock>;
