import {
  type BatchProposal,
  type EnrichedField,
  type EnrichmentDraft,
  enrichedFields,
  type FoundValues,
  type LeadEnrichmentBrief,
} from '../../ports/content.ts';
import { isOffline } from '../models/prices.ts';

/** Leads that the card shows. */
const SAMPLES = 5;

/** What a batch proposes, in figures and samples. Pure. */
export function draftOfBatch(
  { sha256, records }: BatchProposal,
  { brief, without }: { brief: LeadEnrichmentBrief; without: readonly EnrichedField[] },
): EnrichmentDraft {
  const proposed = records.map(({ input, outcome }) => {
    const kept = enrichedFields.filter((field) => !without.includes(field) && outcome?.values[field]);
    // SAFETY: the fields that have a value.
    const values = Object.fromEntries(kept.map((field) => [field, outcome?.values[field]])) as FoundValues;
    return { name: input.name, company: input.company, fields: kept, values };
  });
  const changed = proposed.filter(({ fields }) => fields.length > 0);
  const codes = records.flatMap(({ status, code, outcome }) =>
    status === 'left_out' ? [] : (code ?? outcome?.code ?? []),
  );
  const model = records.find(({ outcome }) => outcome?.model)?.outcome?.model ?? '';
  const tally = (list: readonly string[]) =>
    [...new Set(list)].map((code) => ({ code, count: list.filter((one) => one === code).length }));
  const values = tally(changed.flatMap(({ fields }) => fields));
  return {
    kind: 'lead_enrichment',
    title: brief.topic,
    language: brief.language,
    reference: brief.reference,
    counts: {
      records: records.length,
      changed: changed.length,
      nothing: records.filter(
        ({ status, outcome }) =>
          status === 'done' && outcome?.code === null && Object.keys(outcome.values).length === 0,
      ).length,
      values: Object.fromEntries(values.map(({ code, count }) => [code, count])),
      left_out: records.filter(({ status }) => status === 'left_out').length,
    },
    unread: tally(codes).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
    // One lead of a company: colleagues have the same values.
    samples: changed
      .filter(({ company }, at) => changed.findIndex((one) => one.company === company) === at)
      .sort((a, b) => b.fields.length - a.fields.length)
      .slice(0, SAMPLES)
      .map(({ name, company, values: found }) => ({ name, company, values: found })),
    without: enrichedFields.filter((field) => without.includes(field)),
    changes_sha256: sha256,
    model,
    offline: isOffline(model),
  };
}
