import type { Clock, Random } from '../clock.ts';
import type { Log } from '../log.ts';
import { type Loop, untilStopped } from './loop.ts';
import { countOf, Rounds } from './rounds.ts';

/** Work of one kind, and where the rounds find it. */
interface Kind<T> {
  /** Its name in what the rounds ask. */
  queue: string;
  /** The event of the log line when a look fails: once an outage, not once a look. */
  failed: string;
  look(): Promise<T>;
  /** Does what was found, which is something. True: there may be more, and the next look follows at once. */
  found(answer: NonNullable<T>, stopping: AbortSignal): Promise<boolean> | boolean;
  /** True while nothing could be done with what a look would find. */
  paused?: (() => boolean) | undefined;
  /** After the last of several looks. */
  rests?(): void;
}

interface LoopDesk {
  /** What calls the loop. Left out: rounds of its own, which ask nothing and call it as often as they would ask. */
  rounds?: Rounds | undefined;
  clock: Clock;
  random: Random;
  log: Log;
}

const WAIT_AFTER_FAILURE_MS = 1000;
const MOST_WAIT_MS = 5000;

/** Looks for work of its own kind in the database whenever the rounds call it, until stopped. Several processes may. */
export function workLoop<T>(
  { rounds, clock, random, log }: LoopDesk,
  { queue, failed, look, found, paused, rests }: Kind<T>,
): Loop {
  const own = rounds ?? new Rounds({ clock, random });
  const turn = own.join(queue);

  const work = async (stopping: AbortSignal): Promise<void> => {
    for (let isMore = true; isMore && !stopping.aborted; ) {
      const answer = await turn.look(look);
      if (answer === null || answer === undefined || countOf(answer) === 0) return;
      const doing = Promise.resolve(found(answer, stopping));
      own.doing(doing);
      isMore = await doing;
    }
  };
  const loop = untilStopped(clock, async (stopping) => {
    for (let failures = 0; ; ) {
      await turn.comes(stopping);
      if (stopping.aborted) return;
      if (paused?.()) {
        turn.pass();
        continue;
      }
      try {
        await work(stopping);
        failures = 0;
      } catch (error) {
        failures += 1;
        if (failures === 1) log.error(failed, { error });
        await clock.sleep(turn.pause(Math.min(WAIT_AFTER_FAILURE_MS * failures, MOST_WAIT_MS)), stopping);
      }
      rests?.();
    }
  });
  if (rounds) return loop;
  const calling = own.begin();
  return { stop: (deadlineMs) => Promise.all([loop.stop(deadlineMs), calling.stop(deadlineMs)]) };
}
