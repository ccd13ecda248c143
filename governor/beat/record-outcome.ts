import { isExpected } from '../../platform/errors.ts';
import { retry } from '../../platform/retry.ts';
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
  const { release_id } = result;
  const passes = (error: unknown, attempt: number) => {
    if (isExpected(error) && error.code !== 'database_unavailable') return false;
    log.warn('recording_again', { release_id, attempt, error });
    return true;
  };
  try {
    const patience = { clock, random, firstMs: 500, mostMs: 10_000, forMs: CLAIM_LASTS_MS };
    const taken = await retry(patience, passes, () => outreach.recordRelease(result));
    if (!taken) log.warn('release_given_up_meanwhile', { release_id });
  } catch (error) {
    log.error('release_not_recorded', { release_id, error });
  }
}
