import { brandKitBrief, jobSteps } from '../../ports/content.ts';
import type { CarouselRenderer } from '../design/slides/create-renderer.ts';
import { readBrief } from '../runner/read-brief.ts';
import type { Workflow } from '../runner/workflow.ts';
import { brandKitGraph, GRAPH_VERSION } from './graph.ts';
import { type BrandKitState, type BrandKitUpdate, brandKitState, proposal } from './state.ts';

/** A proposed brand kit, as the runner sees it: one question, no draft. */
export function brandKitWorkflow(shared: { renderer: CarouselRenderer }): Workflow {
  const steps: readonly string[] = jobSteps.brand_kit;
  return {
    type: 'brand_kit',
    version: GRAPH_VERSION,
    takenOver: { state: brandKitState, after: () => 'draw' },
    steps,
    stepOf: (node) => (steps.includes(node) ? node : null),
    detail(node, update) {
      const { files } = (update ?? {}) as BrandKitUpdate;
      if (node !== 'draw' || !files) return null;
      return [{ code: 'pages', count: files.filter((f) => f.role === 'page').length }];
    },
    open({ job, content, checkpointer }) {
      const claim = { id: job.id, fence: job.fence };
      return {
        graph: brandKitGraph({ ...shared, content, claim }, checkpointer),
        input: () => ({ brief: readBrief(brandKitBrief, job.brief), job_id: job.id }),
      };
    },
    draft() {
      throw new Error('A brand kit is no draft');
    },
    question(values) {
      // SAFETY: the values of this graph's own checkpoint, validated when they went in.
      const state = values as BrandKitState;
      return { number: 1, content: proposal(state), artifacts: state.files };
    },
    result(values) {
      const { answer } = values as Partial<BrandKitState>;
      return answer ? { applied: answer.answer === 'go_on' } : null;
    },
  };
}
