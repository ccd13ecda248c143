import type { Clock } from '../../platform/clock.ts';
import { isExpected } from '../../platform/errors.ts';
import { gathering } from '../../platform/lanes.ts';
import type { ContentForBot, NotedClick, ReviewOutcome } from '../../ports/content.ts';

/** SQL takes so many. */
const MOST = 100;
/** A call that hangs holds up no later press for longer, ms. */
const PATIENCE_MS = 1000;

/**
 * Records presses on one version of one draft that come in the same moment by one call: each would wait for the job's lock in
 * any case, with a connection of its own. A press alone is recorded as ever.
 */
export function recordTogether(
  content: Pick<ContentForBot, 'recordReview' | 'recordReviews'>,
  clock: Clock,
): ContentForBot['recordReview'] {
  const gathered = gathering<NotedClick, PromiseSettledResult<ReviewOutcome>>(
    { clock, most: MOST, patienceMs: PATIENCE_MS },
    async (clicks) => {
      const [only, second] = clicks;
      if (only && !second) return Promise.allSettled([content.recordReview(only)]);
      try {
        const outcomes = await content.recordReviews(clicks);
        return outcomes.map((value) => ({ status: 'fulfilled', value }));
      } catch (error) {
        // No answer may mean that all are recorded: each person is told that it is not known.
        if (isExpected(error, 'database_unavailable', 'token_refused')) throw error;
        // One of them is at fault, and none is recorded.
        return Promise.allSettled(clicks.map((click) => content.recordReview(click)));
      }
    },
  );
  return async (click) => {
    const result = await gathered(`${click.job_id} ${click.version} ${click.hash}`, click);
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  };
}
