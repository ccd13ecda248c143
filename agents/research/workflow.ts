import type { Clock } from '../../platform/clock.ts';
import { jobSteps, researchBrief, type StepFact } from '../../ports/content.ts';
import { countWords } from '../drafting/parts/count-words.ts';
import { draftingWorkflow } from '../drafting/workflow.ts';
import type { Workflow } from '../runner/workflow.ts';
import { affordsOf } from './affords.ts';
import { draftContent } from './draft-content.ts';
import { GRAPH_VERSION, researchGraph } from './graph.ts';
import { isWithoutNotes } from './nodes/weigh.ts';
import { partsOf } from './parts-of-report.ts';
import { planContent } from './plan-content.ts';
import { type ResearchState, type ResearchTools, researchState } from './state.ts';

/** Research as the runner sees it. */
export function researchWorkflow({
  clock,
  ...shared
}: Pick<ResearchTools, 'readPage' | 'priceOf' | 'reportRenderer'> & { clock: Pick<Clock, 'now'> }): Workflow {
  return draftingWorkflow<ResearchState>(
    {
      type: 'research',
      version: GRAPH_VERSION,
      brief: researchBrief,
      takenOver: {
        state: researchState,
        after: (waitsFor) => (waitsFor === 'review' ? 'preview' : 'plan'),
      },
      steps: jobSteps.research,
      shownAs: {
        survey: 'plan',
        plan: 'plan',
        search: 'search',
        'read-pages': 'search',
        retrieve: 'search',
        reword: 'search',
        'follow-up': 'search',
        'take-notes': 'read',
        weigh: 'read',
        write: 'write',
        preview: 'preview',
      },
      details: {
        survey: ({ passages }) => [{ code: 'passages', count: passages?.length ?? 0 }],
        plan: ({ questions }) => (questions ? [{ code: 'questions', count: questions.length }] : null),
        search: ({ candidates }) => [{ code: 'pages_to_read', count: candidates?.length ?? 0 }],
        'read-pages': ({ pages, unread }) => [
          { code: 'pages_read', count: pages?.length ?? 0 },
          { code: 'pages_unread', count: unread?.length ?? 0 },
        ],
        retrieve: ({ held }) => [{ code: 'passages', count: Object.values(held ?? {}).flat().length }],
        reword: ({ lookups }) => [{ code: 'questions_open', count: lookups?.length ?? 0 }],
        write: wordsOf,
        revise: wordsOf,
      },
      graph: (tools, checkpointer) => {
        const { content, claim, search: web = null } = tools;
        const affords = affordsOf({ ...shared, content, claim, searchUsd: web?.price ?? 0 });
        return researchGraph({ ...tools, ...shared, web, affords }, checkpointer);
      },
      finishesAt: (node, { shown, noted }, brought) =>
        shown === null &&
        beforeTheText.includes(node ?? '') &&
        [noted, ...brought.map((update) => update.noted ?? {})].some(
          (notes) => !isWithoutNotes({ noted: notes }),
        ),
      content: draftContent,
      question: planContent,
    },
    clock,
  );
}

/** What was noted until there can be told. */
const beforeTheText = ['search', 'take-notes', 'weigh', 'reword', 'write'];

const wordsOf = ({ report }: Partial<ResearchState>): StepFact[] | null =>
  report
    ? [{ code: 'words', count: partsOf(report).reduce((sum, part) => sum + countWords(part), 0) }]
    : null;
