import type { Clock, Random } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Loop } from '../../platform/wake/loop.ts';
import { nowAndThen } from '../../platform/wake/now-and-then.ts';
import type { Rounds } from '../../platform/wake/rounds.ts';
import type { CheckpointCalls } from '../../ports/content.ts';

const EVERY_MS = 3_600_000;
/** How long the checkpoints of an ended job stay, for Retry and for looking into what happened. */
const RETENTION_DAYS = 30;

/** Deletes checkpoints that no job will resume. Replicas may all do it. */
export function pruneCheckpoints(tools: {
  checkpoints: Pick<CheckpointCalls, 'prune'>;
  rounds: Rounds;
  clock: Clock;
  random: Random;
  log: Log;
}): () => Loop {
  return nowAndThen(tools, {
    everyMs: EVERY_MS,
    failed: 'checkpoints_not_pruned',
    async work() {
      const threads = await tools.checkpoints.prune(RETENTION_DAYS);
      if (threads > 0) tools.log.info('checkpoints_pruned', { count: threads });
    },
  });
}
