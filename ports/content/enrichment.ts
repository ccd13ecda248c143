import { z } from 'zod';
import { languages } from './language.ts';

/** What a company's own site may tell of a lead. */
export const enrichedFields = ['website', 'industry', 'headcount', 'country'] as const;
export type EnrichedField = (typeof enrichedFields)[number];

/** What a company is, as sellers of medical devices tell companies apart. */
export const industries = [
  'hospital',
  'clinic',
  'dental',
  'laboratory',
  'sterilization',
  'distributor',
  'manufacturer',
  'insurer',
  'education',
  'consulting',
  'software',
] as const;
export type Industry = (typeof industries)[number];

/** A lead as far as an enrichment needs it. */
const enrichmentInput = z.object({
  name: z.string().nullable(),
  company: z.string().nullable(),
  /** Where its company may be read; null: nothing tells. */
  site: z.string().nullable(),
  /** The fields that are open: blank, or filled by an enrichment before. */
  wanted: z.array(z.enum(enrichedFields)),
});
export type EnrichmentInput = z.infer<typeof enrichmentInput>;

/** A value with the words of the page that carry it. */
const foundValue = z.object({
  value: z.union([z.string(), z.number().int()]),
  quote: z.string(),
  url: z.string(),
});
export type FoundValue = z.infer<typeof foundValue>;
const foundValues = z.partialRecord(z.enum(enrichedFields), foundValue);
export type FoundValues = z.infer<typeof foundValues>;

/** A lead as outreach hands it over. */
export const enrichmentRecord = z.object({ lead_id: z.string(), input: enrichmentInput });
export type EnrichmentRecord = z.infer<typeof enrichmentRecord>;

/** What became of a record. */
export const recordOutcome = z.object({
  /** Empty: nothing was found; `code` says why where something was in the way. */
  values: foundValues,
  /** Why its pages were not read, or `no_site`; null: they were. */
  code: z.string().nullable(),
  /** As the endpoint named itself; null: no model was asked. */
  model: z.string().nullable(),
});
export type RecordOutcome = z.infer<typeof recordOutcome>;

/** A record that a runner works on. */
export const takenRecord = enrichmentRecord.extend({ number: z.number().int() });
export type TakenRecord = z.infer<typeof takenRecord>;

export const batchCounts = z.object({ records: z.number().int(), open: z.number().int() });

/** All records of a batch that has none left, in order, with the hash of the changes that they come to. */
export const batchProposal = z.object({
  /** Of the changes as the database hands them over, without what people left out. */
  sha256: z.string(),
  records: z.array(
    takenRecord.extend({
      /** `failed`: by a fault of its own; `left_out`: its batch was finished at a cap before its turn. */
      status: z.enum(['done', 'failed', 'left_out']),
      outcome: recordOutcome.nullable(),
      code: z.string().nullable(),
    }),
  ),
});
export type BatchProposal = z.infer<typeof batchProposal>;

/** What an enrichment proposes: people approve the whole of it; the file beside it holds every change. */
export const enrichmentDraft = z.object({
  kind: z.literal('lead_enrichment'),
  title: z.string(),
  language: z.enum(languages),
  reference: z.string(),
  counts: z.object({
    records: z.number().int(),
    /** With at least one value. */
    changed: z.number().int(),
    /** Read, and nothing was found that a quote carries. */
    nothing: z.number().int(),
    /** Values by field. */
    values: z.partialRecord(z.enum(enrichedFields), z.number().int()),
    left_out: z.number().int(),
  }),
  /** Why records have no value, most first. */
  unread: z.array(z.object({ code: z.string(), count: z.number().int() })),
  /** Of a company one lead each, those with most values first: people see what they approve. */
  samples: z.array(
    z.object({ name: z.string().nullable(), company: z.string().nullable(), values: foundValues }),
  ),
  /** What people had taken out. */
  without: z.array(z.enum(enrichedFields)),
  /** Binds the approval to the changes, which the database holds record by record. */
  changes_sha256: z.string(),
  model: z.string(),
  offline: z.boolean(),
});
export type EnrichmentDraft = z.infer<typeof enrichmentDraft>;
