import type { Loop } from '../../platform/wake/loop.ts';
import { nowAndThen } from '../../platform/wake/now-and-then.ts';
import type { ContentDesk } from '../content-desk.ts';

const EVERY_MS = 3_600_000;
/** Of one call, so that none comes near the 8 s after which a gateway ends it. */
const AT_ONCE = 25;
/** Of one hour, so that a team that sets a time after years is worked off by the night, and Slack is served meanwhile. */
const MOST = 10_000;

type RetentionDesk = Pick<ContentDesk, 'content' | 'rounds' | 'clock' | 'random' | 'log'>;

/** Removes what ended longer ago than the owner keeps it; nothing while it is kept for good. Bots may all do it. */
export function removeEndedJobs(desk: RetentionDesk): () => Loop {
  return nowAndThen(desk, {
    everyMs: EVERY_MS,
    failed: 'ended_jobs_not_removed',
    async work(stopping) {
      let count = 0;
      for (let last = AT_ONCE; last === AT_ONCE && count < MOST && !stopping.aborted; count += last)
        last = await desk.content.removeEndedJobs(AT_ONCE);
      if (count > 0) desk.log.info('ended_jobs_removed', { count });
    },
  });
}
