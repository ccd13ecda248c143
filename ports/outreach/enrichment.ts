import { z } from 'zod';
import type { LeadFilter } from './lead-filter.ts';

/** How many leads of a filter are read, and why not the others. */
const enrichmentCounts = z.object({
  matching: z.number().int(),
  chosen: z.number().int(),
  /** Nothing is missing that a site could tell. */
  complete: z.number().int(),
  no_site: z.number().int(),
  suppressed: z.number().int(),
  /** In another enrichment that is not decided yet. */
  under_way: z.number().int(),
  over_limit: z.number().int(),
});
export type EnrichmentCounts = z.infer<typeof enrichmentCounts>;

/** What a command to enrich came to. `nothing`: no lead of the filter can be read now; `known`: the same command began it before. */
export const enrichmentStarted = z.discriminatedUnion('outcome', [
  z.looseObject({ outcome: z.literal('not_allowed') }),
  z.object({ outcome: z.literal('nothing'), counts: enrichmentCounts }),
  z.object({
    outcome: z.enum(['started', 'known']),
    batch: z.looseObject({ batch_id: z.string() }),
    counts: z.looseObject(enrichmentCounts.shape),
  }),
]);

export interface EnrichmentToStart {
  /** Of the command: the same begins once. */
  key: string;
  team_id: string;
  person_id: string;
  channel_id: string;
  filter: LeadFilter;
  /** What is enriched, in words. */
  title: string;
  language: 'pt' | 'en';
}

/** What people approved of an enrichment, as it crosses over. */
export const leadChanges = z.looseObject({
  batch_id: z.string(),
  job_id: z.string(),
  version: z.number().int(),
  approvals: z.array(z.object({ person_id: z.string(), at: z.string() })),
  thread_ts: z.string().nullable(),
  changes: z.array(z.object({ lead_id: z.string(), fields: z.record(z.string(), z.unknown()) })),
});
export type LeadChanges = z.infer<typeof leadChanges>;

/** `known`: they were applied before. */
export const changesApplied = z.object({
  /** `under_way`: the same call goes on with the next leads. */
  outcome: z.enum(['under_way', 'applied', 'known']),
  counts: z.record(z.string(), z.unknown()),
});
