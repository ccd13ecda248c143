import type { Clock } from '../../platform/clock.ts';
import { ExpectedError, isExpected } from '../../platform/errors.ts';
import type { Claim, ContentForAgent } from '../../ports/content.ts';

export const HEARTBEAT_MS = 10_000;
/** As the database has it: a lease that was not extended for this long has ended. */
export const LEASE_MS = 30_000;

/**
 * Extends the lease of `claim` until `done` is aborted. Calls `lost` once, when the database refuses, or when it did
 * not answer for as long as the lease lasts: another runner may hold the job by then.
 *
 * @param beat Told after each heartbeat how long after its time it was answered: this process or the database is slow.
 */
export async function keepLease(
  content: Pick<ContentForAgent, 'heartbeatJob'>,
  claim: Claim,
  clock: Clock,
  done: AbortSignal,
  lost: (error: Error) => void,
  beat: (lateMs: number) => void = () => {},
): Promise<void> {
  let extendedAt = clock.now();
  while (!done.aborted) {
    await clock.sleep(HEARTBEAT_MS, done);
    if (done.aborted) return;
    const sentAt = clock.now();
    try {
      await content.heartbeatJob(claim);
      beat(clock.now() - extendedAt - HEARTBEAT_MS);
      extendedAt = sentAt;
    } catch (error) {
      beat(clock.now() - extendedAt - HEARTBEAT_MS);
      if (done.aborted) return;
      if (isExpected(error, 'lost_lease')) return lost(error);
      if (clock.now() - extendedAt >= LEASE_MS) {
        return lost(
          new ExpectedError(
            'lost_lease',
            `Job "${claim.id}": the lease could not be extended for ${LEASE_MS / 1000} s`,
            {
              cause: error,
            },
          ),
        );
      }
    }
  }
}
