import type { Clock, Random } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Loop } from '../../platform/wake/loop.ts';
import type { Rounds } from '../../platform/wake/rounds.ts';
import { workLoop } from '../../platform/wake/work-loop.ts';
import type { createBeats } from './beats.ts';

/** Beats of a governor that sleeps, while a wake is held: the first at once, more as long as one moved something. */
export function beatUntilStopped({
  beats,
  done,
  ...desk
}: {
  beats: Pick<ReturnType<typeof createBeats>, 'now'>;
  /** Actions that were planned or claimed since the process began. */
  done(): number;
  rounds: Rounds;
  clock: Clock;
  random: Random;
  log: Log;
}): Loop {
  return workLoop(desk, {
    queue: 'beats',
    failed: 'beat_failed',
    async look() {
      const before = done();
      await beats.now();
      return done() - before;
    },
    found: () => true,
  });
}
