import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Rounds } from '../../platform/wake/rounds.ts';
import type { Loop } from '../../platform/wake/work.ts';
import { within } from '../../platform/within.ts';
import type { createBeats } from './beats.ts';

const EVERY_MS = 60_000;

/** Beats of a governor that sleeps, while a wake is held: the first at once, more as long as one moved something. */
export function beatUntilStopped({
  beats,
  done,
  rounds,
  clock,
  log,
}: {
  beats: Pick<ReturnType<typeof createBeats>, 'now'>;
  /** Actions that were planned or claimed since the process began. */
  done(): number;
  rounds: Rounds;
  clock: Clock;
  log: Log;
}): Loop {
  const stopping = new AbortController();
  const turn = rounds.join();
  const beat = async (): Promise<number> => {
    const before = done();
    await beats.now();
    return done() - before;
  };
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await turn.look(beat).catch((error: unknown) => log.error('beat_failed', { error }));
      await clock.sleep(turn.pause(EVERY_MS), stopping.signal);
    }
  };
  const running = loop();
  return {
    async stop(deadlineMs) {
      stopping.abort();
      await within(clock, deadlineMs, running);
    },
  };
}
