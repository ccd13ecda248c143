import type { Clock } from '../platform/clock.ts';
import { COMMAND, noTraces, type Traces } from '../platform/traces.ts';
import type { ContentForBot } from '../ports/content.ts';

type Starts = Pick<ContentForBot, 'enqueueJob' | 'enqueueHandedOver' | 'startPlanned' | 'startProgramJob'>;

/** A job that a call has made. */
interface Begun {
  id: string;
  type: string;
  attributes?: Record<string, string | number>;
}

/** The calls that start jobs, which is where their traces begin. A repeated one starts none. */
export function traceStarts(content: Starts, clock: Pick<Clock, 'now'>, traces: Traces = noTraces): Starts {
  const starting =
    <Asked, Answer>(
      start: (asked: Asked) => Promise<Answer>,
      begun: (answer: Answer, asked: Asked) => Begun[],
    ) =>
    async (asked: Asked): Promise<Answer> => {
      const startedAt = clock.now();
      const answer = await start(asked);
      for (const { id, type, attributes = {} } of begun(answer, asked))
        traces.end({
          of: id,
          key: COMMAND,
          name: `${COMMAND} ${type}`,
          startedAt,
          endedAt: clock.now(),
          attributes: { 'job.id': id, ...attributes },
        });
      return answer;
    };
  const asked = (
    { job_id, created }: { job_id: string; created: boolean },
    { type, team_id }: { type: string; team_id: string },
  ): Begun[] => (created ? [{ id: job_id, type, attributes: { 'team.id': team_id } }] : []);
  return {
    enqueueJob: starting(content.enqueueJob, asked),
    enqueueHandedOver: starting(content.enqueueHandedOver, asked),
    startPlanned: starting(content.startPlanned, ({ lines, started }, { job_id }) =>
      lines.flatMap(({ number, job, type }) =>
        job !== null && started.includes(number)
          ? [{ id: job.id, type, attributes: { 'plan.id': job_id } }]
          : [],
      ),
    ),
    startProgramJob: starting(content.startProgramJob, ({ job_id, created }, { token_id, job }) =>
      created ? [{ id: job_id, type: job.type, attributes: { 'token.id': token_id } }] : [],
    ),
  };
}
