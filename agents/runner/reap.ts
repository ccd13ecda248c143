import type { Clock, Random } from '../../platform/clock.ts';
import type { Hint } from '../../platform/hint.ts';
import type { Log } from '../../platform/log.ts';
import type { Loop } from '../../platform/wake/loop.ts';
import type { Rounds } from '../../platform/wake/rounds.ts';
import { workLoop } from '../../platform/wake/work-loop.ts';
import type { ContentForAgent } from '../../ports/content.ts';

/** Returns jobs whose runner went silent to the queue, when their lease ends. Replicas may all do it. */
export function startReaper(tools: {
  content: Pick<ContentForAgent, 'reapJobs'>;
  jobs: Hint;
  rounds?: Rounds;
  clock: Clock;
  random: Random;
  log: Log;
}): Loop {
  return workLoop(tools, {
    queue: 'leases',
    failed: 'reap_failed',
    look: () => tools.content.reapJobs(),
    found(count) {
      tools.log.warn('jobs_reaped', { count });
      tools.jobs.wake();
      return false;
    },
  });
}
