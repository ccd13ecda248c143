import type { Clock, Random } from '../clock.ts';
import type { Log } from '../log.ts';
import { type Loop, untilStopped } from './loop.ts';
import type { Rounds } from './rounds.ts';

interface Chore {
  everyMs: number;
  /** The event of the log line when it fails. */
  failed: string;
  work(stopping: AbortSignal): Promise<void>;
}

/**
 * What is done at the start of a process and from time to time after it, at no moment that matters. Of a part that sleeps
 * it is done in the first wake after its time. Several processes may.
 *
 * @returns Starts the loop, any number of times one after the other.
 */
export function nowAndThen(
  { rounds, clock, random, log }: { rounds?: Rounds; clock: Clock; random: Random; log: Log },
  { everyMs, failed, work }: Chore,
): () => Loop {
  let dueAt = clock.now();
  return () =>
    untilStopped(clock, async (stopping) => {
      while (!stopping.aborted) {
        if (clock.now() >= dueAt) {
          // Replicas do not all come at the same moment.
          dueAt = clock.now() + everyMs * (0.9 + random.next() * 0.2);
          const doing = work(stopping).catch((error: unknown) => log.error(failed, { error }));
          rounds?.during(doing);
          await doing;
        }
        await clock.sleep(Math.max(0, dueAt - clock.now()), stopping);
      }
    });
}
