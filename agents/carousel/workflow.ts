import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { carouselBrief, carouselSteps } from '../../ports/content.ts';
import { spokenIn } from '../drafting/conversation/spoken-in.ts';
import { dayInBrazil } from '../drafting/day-in-brazil.ts';
import { offerContent } from '../drafting/topic/language-offer.ts';
import { withShortIds } from '../models/with-short-ids.ts';
import { attemptOf } from '../runner/attempt.ts';
import { JobFailure } from '../runner/job-failure.ts';
import type { Workflow } from '../runner/workflow.ts';
import { draftContent } from './draft-content.ts';
import { carouselGraph, GRAPH_VERSION } from './graph.ts';
import { type CarouselState, type CarouselUpdate, carouselState } from './state.ts';
import type { CarouselTools } from './tools.ts';

/** Nodes that the thread shows under the name of another step. */
const SHOWN_AS: Record<string, string> = {
  judge: 'review',
  'judge-quotes': 'review',
  mend: 'review',
  repair: 'review',
  revise: 'write',
};

/** The carousel as the runner sees it. */
export function carouselWorkflow({
  clock,
  ...shared
}: Pick<CarouselTools, 'renderer' | 'isVerbatim'> & { clock: Pick<Clock, 'now'> }): Workflow {
  return {
    type: 'carousel',
    version: GRAPH_VERSION,
    takenOver: {
      state: carouselState,
      after: (waitsFor) => (waitsFor === 'review' ? 'take-back' : 'retrieve'),
    },
    steps: carouselSteps,
    stepOf(node) {
      const step = SHOWN_AS[node] ?? node;
      return (carouselSteps as readonly string[]).includes(step) ? step : null;
    },
    detail: (node, update) => detail(node, (update ?? {}) as CarouselUpdate),
    open({ job, content, askModel, checkpointer }) {
      const claim = { id: job.id, fence: job.fence };
      const today = () => dayInBrazil(clock.now());
      return {
        graph: carouselGraph(
          {
            ...shared,
            askModel: withShortIds(askModel),
            content,
            claim,
            attempt: attemptOf(job),
            speaks: spokenIn(job),
            today,
          },
          checkpointer,
        ),
        input: () => ({ brief: readBrief(job.brief), team_id: job.team_id, job_id: job.id, today: today() }),
      };
    },
    draft(values) {
      // SAFETY: the values of this graph's own checkpoint, validated when they went in.
      const state = values as CarouselState;
      // A thread from before notes were kept has its note in the decision.
      const note = state.notes.at(-1) ?? state.decision?.note ?? null;
      const reason = state.version > 1 ? note : null;
      return {
        version: state.version,
        content: draftContent(state),
        artifacts: state.files,
        finals: state.finals,
        reason,
      };
    },
    question(values) {
      // SAFETY: as above.
      const state = values as CarouselState;
      return { number: state.asked, content: offerContent(state), artifacts: [] };
    },
  };
}

function readBrief(given: unknown) {
  const brief = carouselBrief.safeParse(given);
  if (brief.success) return brief.data;
  throw new JobFailure('bad_brief', `Cannot start: the brief is not usable. ${z.prettifyError(brief.error)}`);
}

function detail(node: string, update: CarouselUpdate): string | null {
  // A turn that failed brought nothing.
  if (update.stopped && !update.issues?.length) return null;
  switch (node) {
    case 'retrieve':
      return `${update.passages?.length ?? 0} passages`;
    case 'plan':
      return update.planned?.enough ? `${update.planned.outline.length} slides` : null;
    case 'write':
    case 'revise':
      return `${update.deck?.slides.length ?? 0} slides`;
    case 'review':
    case 'judge':
    case 'judge-quotes':
    case 'render':
      if (update.issues?.length) return `${update.issues.length} to repair`;
      if (node === 'render') return `${update.files?.filter((f) => f.role === 'page').length ?? 0} slides`;
      return update.warnings?.length ? `${update.warnings.length} warnings` : 'passed';
    default:
      return null;
  }
}
