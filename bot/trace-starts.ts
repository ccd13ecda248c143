import type { Clock } from '../platform/clock.ts';
import { COMMAND, noTraces, type Traces } from '../platform/traces.ts';
import type { ContentForBot } from '../ports/content.ts';

type Starts = Pick<ContentForBot, 'enqueueJob' | 'enqueueHandedOver'>;

/** The calls that start a job, which is where its trace begins. A repeated one starts none. */
export function traceStarts(content: Starts, clock: Pick<Clock, 'now'>, traces: Traces = noTraces): Starts {
  const starting =
    <Job extends { type: string; team_id: string }>(
      start: (job: Job) => Promise<{ job_id: string; created: boolean }>,
    ) =>
    async (job: Job) => {
      const startedAt = clock.now();
      const started = await start(job);
      if (started.created)
        traces.end({
          of: started.job_id,
          key: COMMAND,
          name: `${COMMAND} ${job.type}`,
          startedAt,
          endedAt: clock.now(),
          attributes: { 'job.id': started.job_id, 'team.id': job.team_id },
        });
      return started;
    };
  return {
    enqueueJob: starting(content.enqueueJob),
    enqueueHandedOver: starting(content.enqueueHandedOver),
  };
}
