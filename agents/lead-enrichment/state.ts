import { StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import {
  artifact,
  batchCounts,
  enrichedFields,
  enrichmentDraft,
  leadEnrichmentBrief,
} from '../../ports/content.ts';
import { turn } from '../drafting/conversation/turn.ts';
import type { Node } from '../drafting/state.ts';

/** What the thread of an enrichment holds. Its records lie in the database, each with what became of it. */
export const enrichmentState = new StateSchema({
  brief: leadEnrichmentBrief,
  team_id: z.string(),
  job_id: z.string(),
  /** Records of the batch, and how many of them are left, as of the newest slice. */
  counts: batchCounts.nullable().default(null),
  version: z.number().int().default(1),
  /** Fields that people had taken out. */
  without: z.array(z.enum(enrichedFields)).default([]),
  draft: enrichmentDraft.nullable().default(null),
  files: z.array(artifact).default([]),
  finals: z.array(artifact).default([]),
  /** What a person asked for of the version that waits. */
  turn: turn.nullable().default(null),
  /** Whether that makes another version. */
  changed: z.boolean().default(false),
  read_upto: z.number().int().nullable().default(null),
});
export type EnrichmentState = typeof enrichmentState.State;
export type EnrichmentNode = Node<EnrichmentState>;
