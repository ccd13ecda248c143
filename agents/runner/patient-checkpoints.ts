import type { Clock, Random } from '../../platform/clock.ts';
import { isExpected } from '../../platform/errors.ts';
import { retry } from '../../platform/retry.ts';
import type { CheckpointCalls } from '../../ports/content.ts';

/** Half of a lease: what does not pass by then is an outage, and the job waits for its end without a runner. */
const PATIENCE = { firstMs: 200, mostMs: 2_000, forMs: 15_000 };

type HeldCalls = Omit<CheckpointCalls, 'prune'>;

/**
 * Checkpoints of a held job, asked for again when no answer came. Each call says all that is to stand there, so that one which was
 * done although its answer was lost changes nothing the second time; and its fence refuses it once the job is another runner's.
 *
 * @param ended Aborted, nothing is asked for again: the job was lost, or stopped.
 */
export function patientCheckpoints(
  calls: HeldCalls,
  { clock, random, ended }: { clock: Clock; random: Pick<Random, 'next'>; ended: AbortSignal },
): HeldCalls {
  const again = <T>(call: () => Promise<T>): Promise<T> =>
    retry(
      { clock, random, ...PATIENCE, signal: ended },
      (error) => isExpected(error, 'database_unavailable') && !ended.aborted,
      call,
    );
  return {
    put: (...args) => again(() => calls.put(...args)),
    putWrites: (...args) => again(() => calls.putWrites(...args)),
    get: (...args) => again(() => calls.get(...args)),
    list: (...args) => again(() => calls.list(...args)),
    deleteThread: (...args) => again(() => calls.deleteThread(...args)),
  };
}
