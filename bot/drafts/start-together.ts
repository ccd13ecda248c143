import type { Clock } from '../../platform/clock.ts';
import type { ContentForBot } from '../../ports/content.ts';
import { callTogether } from '../asking/call-together.ts';

/** SQL takes 100; fewer, so that the first of them hears it soon. */
const MOST = 25;
/** A call that hangs holds up no later command for longer, ms; a person is answered within 3 s. */
const PATIENCE_MS = 300;

/**
 * Stores jobs that are asked for in the same moment by one call: of a hundred commands each would pay for a request, a connection and a
 * commit of its own. One that stands in a thread of people is stored by itself, as it waits for that thread.
 */
export function startTogether(
  content: Pick<ContentForBot, 'enqueueJob' | 'enqueueJobs'>,
  clock: Clock,
): ContentForBot['enqueueJob'] {
  const start = callTogether(
    { clock, most: MOST, patienceMs: PATIENCE_MS },
    { alone: content.enqueueJob, together: content.enqueueJobs },
  );
  return (job) => (job.thread_ts === undefined ? start('jobs', job) : content.enqueueJob(job));
}
