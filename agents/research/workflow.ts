import type { Clock } from '../../platform/clock.ts';
import { jobSteps, researchBrief } from '../../ports/content.ts';
import { countWords } from '../drafting/parts/count-words.ts';
import { draftingWorkflow } from '../drafting/workflow.ts';
import type { Workflow } from '../runner/workflow.ts';
import { affordsOf } from './affords.ts';
import { draftContent } from './draft-content.ts';
import { GRAPH_VERSION, researchGraph } from './graph.ts';
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
        revise: 'write',
        check: 'check',
        judge: 'check',
        'judge-quotes': 'check',
        repair: 'check',
        mend: 'check',
        preview: 'preview',
      },
      details: {
        survey: ({ passages }) => `${passages?.length ?? 0} passages`,
        plan: ({ questions }) => (questions ? `${questions.length} questions` : null),
        search: ({ candidates }) => `${candidates?.length ?? 0} pages to read`,
        'read-pages': ({ pages, unread }) => `${pages?.length ?? 0} pages read, ${unread?.length ?? 0} not`,
        retrieve: ({ held }) => `${Object.values(held ?? {}).flat().length} passages`,
        reword: ({ lookups }) => `${lookups?.length ?? 0} questions open`,
        write: wordsOf,
        revise: wordsOf,
      },
      graph: (tools, checkpointer) => {
        const { content, claim, search: web = null } = tools;
        const affords = affordsOf({ ...shared, content, claim, searchUsd: web?.price ?? 0 });
        return researchGraph({ ...tools, ...shared, web, affords }, checkpointer);
      },
      content: draftContent,
      question: planContent,
    },
    clock,
  );
}

const wordsOf = ({ report }: Partial<ResearchState>) =>
  report ? `${partsOf(report).reduce((sum, part) => sum + countWords(part), 0)} words` : null;
