import { z } from 'zod';
import { enrichedFields, jobSteps, languageOf, leadEnrichmentBrief } from '../../ports/content.ts';
import { have } from '../drafting/state.ts';
import { attemptOf } from '../runner/attempt.ts';
import { readBrief } from '../runner/read-brief.ts';
import type { Workflow } from '../runner/workflow.ts';
import { enrichmentGraph, GRAPH_VERSION } from './graph.ts';
import type { ReadSite } from './read-site.ts';
import { type EnrichmentState, enrichmentState } from './state.ts';

/** The step under which the thread shows a node. */
const shownAs: Readonly<Record<string, string>> = { read: 'read_sites', propose: 'gather' };

/** What the database keeps with a brief whose thread is gone. */
const takenOut = z.looseObject({ without: z.array(z.enum(enrichedFields)).catch([]) });

/** A batch of leads to complete, as the runner sees it. */
export function enrichmentWorkflow({ readSite }: { readSite: ReadSite }): Workflow {
  // SAFETY: the values of this graph's own checkpoint, validated when they went in.
  const stateOf = (values: unknown) => values as EnrichmentState;
  return {
    type: 'lead_enrichment',
    leavesRoom: true,
    version: GRAPH_VERSION,
    takenOver: { state: enrichmentState, after: () => 'propose' },
    steps: jobSteps.lead_enrichment,
    stepOf: (node) => shownAs[node] ?? null,
    detail(node, update) {
      const { counts, draft } = (update ?? {}) as Partial<EnrichmentState>;
      if (node === 'read' && counts) {
        return [
          { code: 'records_read', count: counts.records - counts.open },
          { code: 'records', count: counts.records },
        ];
      }
      return node === 'propose' && draft ? [{ code: 'leads_changed', count: draft.counts.changed }] : null;
    },
    open({ job, content, askModel, checkpointer, giveWay }) {
      return {
        graph: enrichmentGraph(
          {
            askModel,
            content,
            claim: { id: job.id, fence: job.fence },
            readSite,
            attempt: attemptOf(job),
            speaks: languageOf(job.locale),
            giveWay,
          },
          checkpointer,
        ),
        input: () => ({
          brief: readBrief(leadEnrichmentBrief, job.brief),
          team_id: job.team_id,
          job_id: job.id,
          // A thread begins again where a person was erased of it: its records and what people had taken out are kept.
          version: job.versions + 1,
          without: takenOut.parse(job.brief).without,
        }),
      };
    },
    canFinish({ values }) {
      const { counts } = stateOf(values);
      return counts != null && counts.open < counts.records;
    },
    draft(values) {
      const state = stateOf(values);
      const { version, files, finals, turn } = state;
      return {
        version,
        content: have(state, 'draft'),
        artifacts: files,
        finals,
        reason: version > 1 ? (turn?.messages.at(-1)?.text ?? null) : null,
      };
    },
  };
}
