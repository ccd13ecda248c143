import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { incomingWebhookBrief, jobSteps } from '../../ports/content.ts';
import { dayInBrazil } from '../drafting/day-in-brazil.ts';
import { withShortIds } from '../models/with-short-ids.ts';
import { attemptOf } from '../runner/attempt.ts';
import { JobFailure } from '../runner/job-failure.ts';
import type { Workflow } from '../runner/workflow.ts';
import { draftContent } from './draft-content.ts';
import { GRAPH_VERSION, replyGraph } from './graph.ts';
import { type ReplyState, replyState } from './state.ts';

/** The step under which the thread shows a node. */
const shownAs: Readonly<Record<string, string>> = {
  read: 'read_reply',
  retrieve: 'retrieve',
  write: 'write_answer',
  'take-hand': 'write_answer',
};

/** A message that came in, as the runner sees it. */
export function incomingReplyWorkflow({ clock }: { clock: Pick<Clock, 'now'> }): Workflow {
  // SAFETY: the values of this graph's own checkpoint, validated when they went in.
  const stateOf = (values: unknown) => values as ReplyState;
  const today = () => dayInBrazil(clock.now());
  return {
    type: 'incoming_webhook',
    version: GRAPH_VERSION,
    takenOver: { state: replyState, after: () => 'write' },
    steps: jobSteps.incoming_webhook,
    stepOf: (node) => shownAs[node] ?? null,
    detail(node, update) {
      const { passages, blocking } = (update ?? {}) as Partial<ReplyState>;
      if (node === 'retrieve') return passages ? [{ code: 'passages', count: passages.length }] : null;
      if (!blocking) return null;
      return [
        blocking.length > 0 ? { code: 'warnings', count: blocking.length } : { code: 'passed', count: 0 },
      ];
    },
    open({ job, content, askModel, checkpointer }) {
      return {
        graph: replyGraph(
          {
            askModel: withShortIds(askModel),
            content,
            claim: { id: job.id, fence: job.fence },
            attempt: attemptOf(job),
            // The team's, as the bot does.
            speaks: job.locale === 'pt-BR' ? 'pt' : 'en',
            today,
          },
          checkpointer,
        ),
        input() {
          const brief = incomingWebhookBrief.safeParse(job.brief);
          if (brief.success)
            return { brief: brief.data, team_id: job.team_id, job_id: job.id, today: today() };
          throw new JobFailure(
            'bad_brief',
            `Cannot start: the brief is not usable. ${z.prettifyError(brief.error)}`,
          );
        },
      };
    },
    draft(values) {
      const state = stateOf(values);
      const { version, wishes } = state;
      return {
        version,
        content: draftContent(state),
        artifacts: [],
        finals: [],
        reason: version > 1 ? (wishes.at(-1) ?? null) : null,
      };
    },
  };
}
