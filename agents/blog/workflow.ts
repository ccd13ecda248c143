import type { Clock } from '../../platform/clock.ts';
import { blogBrief, blogSteps, type StepFact } from '../../ports/content.ts';
import { offerContent } from '../drafting/nodes/offer-language.ts';
import { countArticleWords } from '../drafting/parts/count-words.ts';
import { draftingWorkflow } from '../drafting/workflow.ts';
import type { Workflow } from '../runner/workflow.ts';
import { draftContent } from './draft-content.ts';
import { blogGraph, GRAPH_VERSION } from './graph.ts';
import { outlineContent } from './outline-content.ts';
import { type BlogState, type BlogTools, blogState } from './state.ts';

/** The article as the runner sees it. */
export function blogWorkflow({
  clock,
  ...shared
}: Pick<BlogTools, 'readPage' | 'previewRenderer'> & { clock: Pick<Clock, 'now'> }): Workflow {
  return draftingWorkflow<BlogState>(
    {
      type: 'blog',
      version: GRAPH_VERSION,
      brief: blogBrief,
      takenOver: {
        state: blogState,
        after(waitsFor, { offer }) {
          if (waitsFor === 'review') return 'preview';
          return offer ? 'retrieve' : 'write-outline';
        },
      },
      steps: blogSteps,
      shownAs: {
        'read-pages': 'research',
        retrieve: 'research',
        'write-outline': 'outline',
        'write-section': 'write',
        'write-introduction': 'write',
        'write-conclusion': 'write',
        'write-titles': 'write',
        preview: 'preview',
      },
      details: {
        'write-outline': ({ outline }) =>
          outline ? [{ code: 'sections', count: outline.sections.length }] : null,
        'write-titles': wordsOf,
        revise: wordsOf,
        preview: ({ files }) => [
          { code: 'pages', count: files?.filter((f) => f.role === 'page').length ?? 0 },
        ],
      },
      graph: (tools, checkpointer) => blogGraph({ ...tools, ...shared }, checkpointer),
      content: draftContent,
      question: (state) => (state.offer ? offerContent(state) : outlineContent(state)),
    },
    clock,
  );
}

const wordsOf = ({ article }: Partial<BlogState>): StepFact[] => [
  { code: 'words', count: countArticleWords(article?.parts ?? []) },
];
