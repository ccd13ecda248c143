import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { blogBrief, blogSteps } from '../../ports/content.ts';
import { spokenIn } from '../drafting/conversation/spoken-in.ts';
import { dayInBrazil } from '../drafting/day-in-brazil.ts';
import { offerContent } from '../drafting/topic/language-offer.ts';
import { withShortIds } from '../models/with-short-ids.ts';
import { attemptOf } from '../runner/attempt.ts';
import { JobFailure } from '../runner/job-failure.ts';
import type { Workflow } from '../runner/workflow.ts';
import { draftContent } from './draft-content.ts';
import { blogGraph, GRAPH_VERSION } from './graph.ts';
import { countArticleWords } from './publish/count-words.ts';
import { type BlogState, type BlogUpdate, blogState } from './state.ts';
import { strategyContent } from './strategy-content.ts';
import type { BlogTools } from './tools.ts';

/** The step under which the thread shows a node. Waiting and understanding are shown by what they say. */
const SHOWN_AS: Record<string, (typeof blogSteps)[number]> = {
  'read-pages': 'research',
  retrieve: 'research',
  strategize: 'strategize',
  'write-section': 'write',
  'write-introduction': 'write',
  'write-conclusion': 'write',
  'write-titles': 'write',
  revise: 'write',
  check: 'review',
  judge: 'review',
  'judge-quotes': 'review',
  repair: 'review',
  mend: 'review',
  preview: 'preview',
};

/** The article as the runner sees it. */
export function blogWorkflow({
  clock,
  ...shared
}: Pick<BlogTools, 'readPage' | 'previewRenderer'> & { clock: Pick<Clock, 'now'> }): Workflow {
  return {
    type: 'blog',
    version: GRAPH_VERSION,
    takenOver: {
      state: blogState,
      after(waitsFor, { offer }) {
        if (waitsFor === 'review') return 'preview';
        return offer ? 'retrieve' : 'strategize';
      },
    },
    steps: blogSteps,
    stepOf: (node) => SHOWN_AS[node] ?? null,
    detail: (node, update) => detail(node, (update ?? {}) as BlogUpdate),
    open({ job, content, askModel, checkpointer }) {
      const claim = { id: job.id, fence: job.fence };
      const today = () => dayInBrazil(clock.now());
      return {
        graph: blogGraph(
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
      const state = values as BlogState;
      const reason = state.version > 1 ? (state.notes.at(-1) ?? null) : null;
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
      const state = values as BlogState;
      const content = state.offer ? offerContent(state) : strategyContent(state);
      return { number: state.asked, content, artifacts: [] };
    },
  };
}

function readBrief(given: unknown) {
  const brief = blogBrief.safeParse(given);
  if (brief.success) return brief.data;
  throw new JobFailure('bad_brief', `Cannot start: the brief is not usable. ${z.prettifyError(brief.error)}`);
}

function detail(node: string, update: BlogUpdate): string | null {
  // A turn that failed brought nothing.
  if (update.stopped && !update.issues?.length) return null;
  switch (node) {
    case 'retrieve':
      return `${update.passages?.length ?? 0} passages`;
    case 'strategize':
      return update.strategy ? `${update.strategy.outline.length} sections` : null;
    case 'write-titles':
    case 'revise':
      return `${countArticleWords(update.article?.parts ?? [])} words`;
    case 'check':
    case 'judge':
    case 'judge-quotes':
      if (update.issues?.length) return `${update.issues.length} to repair`;
      return update.warnings?.length ? `${update.warnings.length} warnings` : 'passed';
    case 'preview':
      return `${update.files?.filter((f) => f.role === 'page').length ?? 0} pages`;
    default:
      return null;
  }
}
