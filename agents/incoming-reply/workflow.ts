import type { Clock } from '../../platform/clock.ts';
import { incomingWebhookBrief, jobSteps } from '../../ports/content.ts';
import { toolsOf } from '../drafting/tools-of.ts';
import { readBrief } from '../runner/read-brief.ts';
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
    open({ job, checkpointer, ...given }) {
      const tools = toolsOf({ job, ...given }, clock);
      return {
        graph: replyGraph(tools, checkpointer),
        input() {
          return {
            brief: readBrief(incomingWebhookBrief, job.brief),
            team_id: job.team_id,
            job_id: job.id,
            today: tools.today(),
          };
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
