import type { JobRun } from './job-run.ts';
import { nodeKey, runKey } from './run-key.ts';

/** A log line and a span for each node of a run that ended. */
export function watchNodes({ job, clock, log, traces }: JobRun) {
  const began = new Map<string, number>();
  return {
    started(taskId: string): void {
      began.set(taskId, clock.now());
    },
    ended(taskId: string, node: string, isFailed: boolean): void {
      const endedAt = clock.now();
      const startedAt = began.get(taskId) ?? endedAt;
      began.delete(taskId);
      log.info(isFailed ? 'node_failed' : 'node_ended', {
        job_id: job.id,
        team_id: job.team_id,
        node,
        ms: endedAt - startedAt,
      });
      traces.end({
        of: job.id,
        key: nodeKey(job, taskId),
        parent: runKey(job),
        name: `node ${node}`,
        startedAt,
        endedAt,
        ...(isFailed ? { failed: 'node_failed' } : {}),
      });
    },
  };
}
