import type { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { DraftContent, JobType, QuestionContent, StepFact } from '../../ports/content.ts';
import { readBrief } from '../runner/read-brief.ts';
import { openNodes } from '../runner/stop-at-cap.ts';
import type { JobGraph, JobTools, Workflow } from '../runner/workflow.ts';
import { isWhole } from './left-out.ts';
import type { DraftingState } from './state.ts';
import type { DraftingTools } from './tools.ts';
import { toolsOf } from './tools-of.ts';

/** A graph that drafts for a review, where it differs from others. */
interface Drafting<State> {
  type: JobType;
  version: number;
  brief: z.ZodType;
  takenOver: Workflow['takenOver'] & object;
  steps: readonly string[];
  /**
   * The step under which the thread shows a node, for the nodes that are the graph's own; waiting and understanding are
   * shown by what they say.
   */
  shownAs: Readonly<Record<string, string>>;
  /** What a node brought, for the nodes that are the graph's own. */
  details: Readonly<Record<string, (update: Partial<State>) => StepFact[] | null>>;
  graph(tools: DraftingTools, checkpointer: JobTools['checkpointer']): JobGraph;
  /** Whether what was stopped there becomes a version without another call, besides a whole draft; left out: nothing. */
  finishesAt?(node: string | undefined, state: State, brought: readonly Partial<State>[]): boolean;
  content(state: State): DraftContent;
  question(state: State): QuestionContent;
}

/** A drafting graph as the runner sees it. */
export function draftingWorkflow<State extends DraftingState>(
  {
    type,
    version,
    brief,
    takenOver,
    steps,
    shownAs,
    details,
    graph,
    finishesAt,
    content,
    question,
  }: Drafting<State>,
  clock: Pick<Clock, 'now'>,
): Workflow {
  // SAFETY: the values of this graph's own checkpoint, validated when they went in.
  const stateOf = (values: unknown) => values as State;
  return {
    type,
    version,
    takenOver,
    steps,
    stepOf: (node) => shownAs[node] ?? stepOfEach[node] ?? null,
    detail(node, given) {
      const update = (given ?? {}) as Partial<State>;
      // A turn that failed brought nothing.
      if (update.stopped && !update.findings?.length) return null;
      return details[node]?.(update) ?? shared[node]?.(update) ?? null;
    },
    open({ job, checkpointer, ...given }) {
      const tools = toolsOf({ job, ...given }, clock);
      return {
        graph: graph(tools, checkpointer),
        input() {
          return {
            brief: readBrief(brief, job.brief),
            team_id: job.team_id,
            job_id: job.id,
            today: tools.today(),
          };
        },
      };
    },
    canFinish({ values, tasks }) {
      const state = stateOf(values);
      const [node] = openNodes({ tasks });
      const brought = tasks.flatMap(({ result }) => (result ? [result as Partial<State>] : []));
      return isWhole(node, state) || (finishesAt?.(node, state, brought) ?? false);
    },
    draft(values) {
      const state = stateOf(values);
      return {
        version: state.version,
        content: content(state),
        artifacts: state.files,
        finals: state.finals,
        reason: state.version > 1 ? (state.notes.at(-1) ?? null) : null,
      };
    },
    question(values) {
      const state = stateOf(values);
      return { number: state.asked, content: question(state), artifacts: [] };
    },
  };
}

/** The step of the nodes that every drafting graph has. */
const stepOfEach: Readonly<Record<string, string>> = {
  'take-hand': 'check',
  finish: 'check',
  revise: 'write',
  check: 'check',
  judge: 'check',
  'judge-quotes': 'check',
  repair: 'check',
  mend: 'check',
};

const found = ({ findings, warnings }: Partial<DraftingState>): StepFact[] => {
  if (findings?.length) return [{ code: 'to_repair', count: findings.length }];
  return warnings?.length ? [{ code: 'warnings', count: warnings.length }] : [{ code: 'passed', count: 0 }];
};
/** By node. */
const shared: Record<string, (update: Partial<DraftingState>) => StepFact[]> = {
  retrieve: ({ passages }) => [{ code: 'passages', count: passages?.length ?? 0 }],
  check: found,
  judge: found,
  'judge-quotes': found,
};
