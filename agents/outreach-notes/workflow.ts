import type { Clock } from '../../platform/clock.ts';
import { localOf } from '../../platform/local-time.ts';
import { jobSteps, outreachNotesBrief } from '../../ports/content.ts';
import { withShortIds } from '../models/with-short-ids.ts';
import { attemptOf } from '../runner/attempt.ts';
import { readBrief } from '../runner/read-brief.ts';
import type { Workflow } from '../runner/workflow.ts';
import { GRAPH_VERSION, notesGraph } from './graph.ts';
import { type NotesState, notesContent, notesState } from './state.ts';

/** The words of a campaign, as the runner sees them: one question, no draft. */
export function outreachNotesWorkflow({ clock }: { clock: Pick<Clock, 'now'> }): Workflow {
  const steps: readonly string[] = jobSteps.outreach_notes;
  // SAFETY: the values of this graph's own checkpoint, validated when they went in.
  const stateOf = (values: unknown) => values as NotesState;
  return {
    type: 'outreach_notes',
    version: GRAPH_VERSION,
    takenOver: { state: notesState, after: () => 'write' },
    steps,
    stepOf: (node) => (steps.includes(node) ? node : null),
    detail(node, update) {
      const { passages, notes } = (update ?? {}) as Partial<NotesState>;
      if (node === 'retrieve') return passages ? [{ code: 'passages', count: passages.length }] : null;
      return node === 'write' && notes ? [{ code: 'notes', count: notes.length }] : null;
    },
    open({ job, content, askModel, checkpointer }) {
      return {
        graph: notesGraph(
          { askModel: withShortIds(askModel), content, attempt: attemptOf(job) },
          checkpointer,
        ),
        input() {
          const today = localOf(clock.now(), 'UTC').date;
          return {
            brief: readBrief(outreachNotesBrief, job.brief),
            team_id: job.team_id,
            job_id: job.id,
            today,
            closed: job.resume !== null && 'kind' in job.resume && job.resume.kind === 'answer',
          };
        },
      };
    },
    // Whose words are written are worth people's time; the others go without.
    canFinish: ({ values }) => stateOf(values).notes.length > 0,
    draft() {
      throw new Error('Words of a campaign are no draft');
    },
    question: (values) => ({ number: 1, content: notesContent(stateOf(values)), artifacts: [] }),
    result: (values) => (stateOf(values).closed ? { closed: true } : null),
  };
}
