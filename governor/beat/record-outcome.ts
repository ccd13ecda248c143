import { isExpected } from '../../platform/errors.ts';
import type { ReleaseResult } from '../../ports/outreach.ts';
import type { GovernorTools } from '../governor-tools.ts';

/** A little less than the 2 minutes after which the database takes a dispatch for unknown. */
const CLAIM_LASTS_MS = 110_000;

/**
 * Records how a release ended, again and again while its claim lasts. The write itself is never repeated.
 *
 * What cannot be recorded becomes `unknown` by itself and is looked up.
 */
export async function recordOutcome(
  tools: Pick<GovernorTools, 'outreach' | 'clock' | 'random' | 'log'>,
  result: ReleaseResult,
): Promise<void> {
  const { outreach, clock, random, log } = tools;
  const until = clock.now() + CLAIM_LASTS_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const taken = await outreach.recordRelease(result);
      if (!taken) log.warn('release_given_up_meanwhile', { release_id: result.release_id });
      return;
    } catch (error) {
      const passing = !isExpected(error) || error.code === 'database_unavailable';
      if (!passing || clock.now() >= until) {
        log.error('release_not_recorded', { release_id: result.release_id, attempt, error });
        return;
      }
      log.warn('recording_again', { release_id: result.release_id, attempt, error });
      await clock.sleep(Math.min(10_000, 250 * 2 ** attempt) * (0.5 + random.next()));
    }
  }
}
