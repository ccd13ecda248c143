import type { Clock } from '../../platform/clock.ts';
import { carouselBrief, carouselSteps, type StepFact } from '../../ports/content.ts';
import { offerContent } from '../drafting/nodes/offer-language.ts';
import { draftingWorkflow } from '../drafting/workflow.ts';
import type { Workflow } from '../runner/workflow.ts';
import { draftContent } from './draft-content.ts';
import { carouselGraph, GRAPH_VERSION } from './graph.ts';
import { type CarouselState, type CarouselTools, carouselState } from './state.ts';

/** The carousel as the runner sees it. */
export function carouselWorkflow({
  clock,
  renderer,
}: Pick<CarouselTools, 'renderer'> & { clock: Pick<Clock, 'now'> }): Workflow {
  return draftingWorkflow<CarouselState>(
    {
      type: 'carousel',
      version: GRAPH_VERSION,
      brief: carouselBrief,
      takenOver: {
        state: carouselState,
        after: (waitsFor) => (waitsFor === 'review' ? 'take-back' : 'retrieve'),
      },
      steps: carouselSteps,
      shownAs: {
        retrieve: 'retrieve',
        plan: 'plan',
        write: 'write',
        render: 'render',
      },
      details: {
        plan: ({ planned }) => (planned?.enough ? [{ code: 'slides', count: planned.outline.length }] : null),
        write: slidesOf,
        revise: slidesOf,
        render: ({ findings, files }) =>
          findings?.length
            ? [{ code: 'to_repair', count: findings.length }]
            : [{ code: 'slides', count: files?.filter((f) => f.role === 'page').length ?? 0 }],
      },
      graph: (tools, checkpointer) => carouselGraph({ ...tools, renderer }, checkpointer),
      content: draftContent,
      question: offerContent,
    },
    clock,
  );
}

const slidesOf = ({ deck }: Partial<CarouselState>): StepFact[] => [
  { code: 'slides', count: deck?.slides.length ?? 0 },
];
