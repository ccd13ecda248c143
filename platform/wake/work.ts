import type { Clock } from '../clock.ts';
import { within } from '../within.ts';
import type { Loop } from './loop.ts';
import type { Rounds } from './rounds.ts';

export interface Wake {
  /** Until the answer has to be there, ms. */
  limitMs: number;
  /** The end of it, for letting go, ms. */
  drainMs: number;
}

/** What came of a wake. */
export interface Woken {
  /** Pieces of work that were found, by all who asked at the same time. */
  did: number;
  /** What was under way or not looked at when the time was up; 0: nothing is due. */
  left: number;
}

export interface Work {
  /** Holds until nothing is due or the limit nears. Any number may at once: the last of them lets the loops sleep. */
  wake(wake: Wake): Promise<Woken>;
  stop(deadlineMs: number): Promise<void>;
}

/**
 * The loops of a part: always, or with `sleeps` only while a wake is held. What they leave is in the database, so that a wake
 * that never comes, or ends too early, delays work and loses none.
 *
 * A part that does not sleep works in any case, and answers a wake at once.
 *
 * @param begin Starts the loops, which take part in `rounds`.
 */
export function createWork(
  begin: () => Loop[],
  { rounds, sleeps, clock }: { rounds: Rounds; sleeps: boolean; clock: Clock },
): Work {
  const stopping = new AbortController();
  let loops = sleeps ? null : begin();
  let ending: Promise<unknown> = Promise.resolve();
  let holders = 0;

  const end = (deadlineMs: number) => {
    const ended = loops ?? [];
    loops = null;
    ending = Promise.all(ended.map((loop) => loop.stop(deadlineMs))).finally(() => rounds.forget());
    return ending;
  };

  return {
    async wake({ limitMs, drainMs }) {
      if (!sleeps) return { did: 0, left: 0 };
      const until = clock.now() + limitMs - drainMs;
      const before = rounds.found;
      // Loops that are being stopped may still hold what the new ones would look for.
      while (loops === null && !stopping.signal.aborted) {
        const last = ending;
        await last;
        if (last === ending) break;
      }
      if (stopping.signal.aborted) return { did: 0, left: 1 };
      // Before the loops begin, whose first look then counts.
      rounds.happened();
      loops ??= begin();
      holders += 1;
      const over = new AbortController();
      const signal = AbortSignal.any([stopping.signal, over.signal]);
      try {
        await within(clock, Math.max(0, until - clock.now()), rounds.quiet(signal));
      } finally {
        over.abort();
        holders -= 1;
      }
      // What the end of the process gives back is left, also once nothing of it is under way.
      const left = stopping.signal.aborted ? Math.max(1, rounds.left) : rounds.left;
      if (holders === 0 && loops !== null) await end(drainMs);
      return { did: rounds.found - before, left };
    },
    async stop(deadlineMs) {
      stopping.abort();
      if (loops !== null) await end(deadlineMs);
      await ending;
    },
  };
}
