import type { Clock } from '../../platform/clock.ts';
import { jobSteps, knowledgeBrief, type StepFact } from '../../ports/content.ts';
import type { Extract } from '../extraction/create-extractor.ts';
import type { Embeddings } from '../models/embeddings-for.ts';
import { readBrief } from '../runner/read-brief.ts';
import type { Workflow } from '../runner/workflow.ts';
import type { Web } from '../web/create-web.ts';
import { createFetchSource } from './fetch-source.ts';
import { GRAPH_VERSION, knowledgeGraph } from './graph.ts';
import { preparePicture } from './prepare-picture.ts';
import type { KnowledgeState, KnowledgeUpdate } from './state.ts';

/** A document for the knowledge base, as the runner sees it: it makes no draft and ends with a result. */
export function knowledgeWorkflow(shared: {
  web: Web;
  extract: Extract;
  clock: Pick<Clock, 'now'>;
  /** Null: no model for embeddings is set. */
  embeddings: Embeddings | null;
}): Workflow {
  const { web, extract, clock, embeddings } = shared;
  const steps: readonly string[] = jobSteps.knowledge;
  return {
    type: 'knowledge',
    // One document is read at a time, for up to 30 s each: the next ones hold their slots meanwhile.
    leavesRoom: true,
    version: GRAPH_VERSION,
    steps,
    stepOf(node) {
      const step = node === 'embed' ? 'store' : node;
      return steps.includes(step) ? step : null;
    },
    detail: (node, update) => detail(node, (update ?? {}) as KnowledgeUpdate),
    open({ job, content, checkpointer }) {
      const claim = { id: job.id, fence: job.fence };
      const tools = {
        content,
        claim,
        fetchSource: createFetchSource({ content, claim, web, clock }),
        extract,
        preparePicture,
        embeddings: embeddings && { model: embeddings.model, embedTexts: embeddings.embedTextsOf(claim) },
      };
      return {
        graph: knowledgeGraph(tools, checkpointer),
        input: () => ({ brief: readBrief(knowledgeBrief, job.brief), team_id: job.team_id, job_id: job.id }),
      };
    },
    draft() {
      throw new Error('A document for the knowledge base is no draft');
    },
    result(values) {
      // SAFETY: the values of this graph's own checkpoint, validated when they went in.
      const { document, picture, stored, warnings } = values as KnowledgeState;
      if (picture && stored) return { ...stored, ...picture, warnings };
      if (!document || !stored) return null;
      const { title, text, language } = document;
      return { ...stored, title, language, characters: [...text].length, warnings };
    },
  };
}

function detail(node: string, update: KnowledgeUpdate): StepFact[] | null {
  switch (node) {
    case 'fetch':
      return update.source
        ? [{ code: 'kilobytes', count: Math.max(1, Math.round(update.source.size / 1024)) }]
        : null;
    case 'read':
      if (update.picture) {
        return [
          { code: 'pixels_wide', count: update.picture.width },
          { code: 'pixels_high', count: update.picture.height },
        ];
      }
      return update.document ? [{ code: 'characters', count: [...update.document.text].length }] : null;
    case 'store':
      return update.stored?.passages ? [{ code: 'passages', count: update.stored.passages }] : null;
    default:
      return null;
  }
}
