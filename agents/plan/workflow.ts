import type { Clock } from '../../platform/clock.ts';
import { localOf } from '../../platform/local-time.ts';
import { jobSteps, languageOf, planBrief } from '../../ports/content.ts';
import { withShortIds } from '../models/with-short-ids.ts';
import { attemptOf } from '../runner/attempt.ts';
import { readBrief } from '../runner/read-brief.ts';
import type { Workflow } from '../runner/workflow.ts';
import { GRAPH_VERSION, planGraph } from './graph.ts';
import { type PlanState, planContent, planState } from './state.ts';

/** A plan of briefs, as the runner sees it: one question, no draft. */
export function planWorkflow({ clock }: { clock: Pick<Clock, 'now'> }): Workflow {
  const steps: readonly string[] = jobSteps.plan;
  // SAFETY: the values of this graph's own checkpoint, validated when they went in.
  const stateOf = (values: unknown) => values as PlanState;
  return {
    type: 'plan',
    version: GRAPH_VERSION,
    takenOver: { state: planState, after: () => 'propose' },
    steps,
    stepOf: (node) => (steps.includes(node) ? node : null),
    detail(node, update) {
      const { passages, briefs } = (update ?? {}) as Partial<PlanState>;
      if (node === 'retrieve') return passages ? [{ code: 'passages', count: passages.length }] : null;
      return node === 'propose' && briefs ? [{ code: 'briefs', count: briefs.length }] : null;
    },
    open({ job, content, askModel, checkpointer }) {
      const speaks = languageOf(job.locale);
      return {
        graph: planGraph(
          { askModel: withShortIds(askModel), content, speaks, attempt: attemptOf(job) },
          checkpointer,
        ),
        input() {
          const brief = readBrief(planBrief, job.brief);
          const today = localOf(clock.now(), brief.time_zone ?? 'UTC').date;
          return { brief, team_id: job.team_id, job_id: job.id, today };
        },
      };
    },
    draft() {
      throw new Error('A plan is no draft');
    },
    question: (values) => ({ number: 1, content: planContent(stateOf(values)), artifacts: [] }),
    result: (values) => (stateOf(values).closed ? { closed: true } : null),
  };
}
