import type { Clock, Random } from '../../platform/clock.ts';
import type { Hint } from '../../platform/hint.ts';
import type { Log } from '../../platform/log.ts';
import { Rounds } from '../../platform/wake/rounds.ts';
import type { CheckpointCalls, ContentForAgent } from '../../ports/content.ts';

const EVERY_MS = 5_000;
const PRUNE_EVERY_MS = 3_600_000;
/** How long the checkpoints of an ended job stay, for Retry and for looking into what happened. */
const RETENTION_DAYS = 30;

/**
 * Every few seconds, returns jobs whose runner went silent to the queue; every hour, deletes checkpoints that no job
 * will resume. Replicas may all do it.
 */
export function startReaper(tools: {
  content: Pick<ContentForAgent, 'reapJobs'>;
  checkpoints: Pick<CheckpointCalls, 'prune'>;
  jobs: Hint;
  rounds?: Rounds;
  clock: Clock;
  random: Random;
  log: Log;
}) {
  const { content, checkpoints, clock, random, log } = tools;
  const stopping = new AbortController();
  const turn = (tools.rounds ?? new Rounds()).join();
  let pruneAt = clock.now();

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const count = await turn.look(() => content.reapJobs());
        if (count > 0) {
          log.warn('jobs_reaped', { count });
          tools.jobs.wake();
        }
        if (clock.now() >= pruneAt) {
          pruneAt = clock.now() + PRUNE_EVERY_MS;
          const threads = await checkpoints.prune(RETENTION_DAYS);
          if (threads > 0) log.info('checkpoints_pruned', { count: threads });
        }
      } catch (error) {
        log.warn('reap_failed', { error });
      }
      // A fifth of jitter, so that replicas do not all come at the same moment.
      await clock.sleep(turn.pause(EVERY_MS * (0.9 + random.next() * 0.2)), stopping.signal);
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
