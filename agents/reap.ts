import type { Clock, Random } from '../platform/clock.ts';
import type { Hint } from '../platform/hint.ts';
import type { Log } from '../platform/log.ts';
import type { ContentForAgent } from '../ports/content.ts';

const EVERY_MS = 5_000;

/** Every few seconds, returns jobs whose runner went silent to the queue. Replicas may all do it. */
export function startReaper(tools: {
  content: Pick<ContentForAgent, 'reapJobs'>;
  jobs: Hint;
  clock: Clock;
  random: Random;
  log: Log;
}) {
  const { content, clock, random, log } = tools;
  const stopping = new AbortController();

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const count = await content.reapJobs();
        if (count > 0) {
          log.warn('jobs_reaped', { count });
          tools.jobs.wake();
        }
      } catch (error) {
        log.warn('reap_failed', { error });
      }
      // A fifth of jitter, so that replicas do not all come at the same moment.
      await clock.sleep(EVERY_MS * (0.9 + random.next() * 0.2), stopping.signal);
    }
  }

  const done = loop();
  return {
    async stop(): Promise<void> {
      stopping.abort();
      await done;
    },
  };
}
