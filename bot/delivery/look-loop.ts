import type { Clock, Random } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { Rounds } from '../../platform/wake/rounds.ts';
import { within } from '../../platform/within.ts';
import type { OutboxLoop } from './outbox-loop.ts';

interface Looks<T> {
  everyMs: number;
  /** The event of the log line when a look fails: once an outage, not once a look. */
  failed: string;
  look(): Promise<T>;
  /** Does what was found. True: there may be more, and the next look follows at once. */
  found(answer: T, stopping: AbortSignal): Promise<boolean> | boolean;
  /** Before each pause. */
  rests?(): void;
}

/** Looks for work of its own kind in the database, and pauses where there is none, until stopped. Several bots may. */
export function lookLoop<T>(
  desk: { rounds?: Rounds; clock: Clock; random: Random; log: Log },
  { everyMs, failed, look, found, rests }: Looks<T>,
): OutboxLoop {
  const stopping = new AbortController();
  const turn = (desk.rounds ?? new Rounds()).join();
  const loop = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const answer = await turn.look(look);
        failures = 0;
        if (await found(answer, stopping.signal)) continue;
      } catch (error) {
        failures += 1;
        if (failures === 1) desk.log.error(failed, { error });
      }
      rests?.();
      await desk.clock.sleep(turn.pause(everyMs * (0.8 + desk.random.next() * 0.4)), stopping.signal);
    }
  };
  const running = loop();
  return {
    async stop(deadlineMs) {
      stopping.abort();
      await within(desk.clock, deadlineMs, running);
    },
  };
}
