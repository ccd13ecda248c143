import type { Clock } from '../../platform/clock.ts';
import type { ContentForBot } from '../../ports/content.ts';
import { callTogether } from '../asking/call-together.ts';

/** SQL takes so many. */
const MOST = 100;
/** A call that hangs holds up no later press for longer, ms. */
const PATIENCE_MS = 1000;

/**
 * Records presses on one version of one draft that come in the same moment by one call: each would wait for the job's lock in
 * any case, with a connection of its own.
 */
export function recordTogether(
  content: Pick<ContentForBot, 'recordReview' | 'recordReviews'>,
  clock: Clock,
): ContentForBot['recordReview'] {
  const record = callTogether(
    { clock, most: MOST, patienceMs: PATIENCE_MS },
    { alone: content.recordReview, together: content.recordReviews },
  );
  return (click) => record(`${click.job_id} ${click.version} ${click.hash}`, click);
}
