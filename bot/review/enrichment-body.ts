import type { KnownBlock } from '@slack/types';
import { type EnrichedField, type EnrichmentDraft, enrichedFields } from '../../ports/content.ts';
import { bulleted, clip, said, small, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** Reasons that a card tells; more are rare and in no case many. */
const SHOWN_REASONS = 6;

/** What a card shows of proposed changes of leads: how many of what, why others have none, and samples with their quotes. */
export function enrichmentBody(content: EnrichmentDraft, texts: Texts): KnownBlock[] {
  const t = texts.enrichment;
  const { counts, unread, samples, without } = content;
  const names = (fields: readonly EnrichedField[]) => fields.map((field) => t.fields[field]).join(', ');
  const found = enrichedFields.filter((field) => (counts.values[field] ?? 0) > 0);
  const none = [
    ...(counts.nothing > 0 ? [t.nothing(counts.nothing)] : []),
    ...unread.slice(0, SHOWN_REASONS).map(({ code, count }) => t.unread(count, t.why(code))),
    ...(counts.left_out > 0 ? [t.leftOut(counts.left_out)] : []),
  ];
  return [
    said(`*${t.changed(counts.changed, counts.records)}*`),
    bulleted(found.map((field) => t.values(counts.values[field] ?? 0, t.fields[field]))),
    ...(without.length > 0 ? [small(t.without(names(without)))] : []),
    ...(none.length > 0 ? [bulleted(none)] : []),
    said(`*${t.samples}*`),
    ...samples.map((sample) => sampleBlock(sample, texts)),
    small(t.everything),
  ];
}

function sampleBlock(
  { name, company, values }: EnrichmentDraft['samples'][number],
  texts: Texts,
): KnownBlock {
  const who = [name, company].filter((one) => one !== null && one !== '').join(', ');
  return words(
    { text: `${clip(who, 150)}\n`, bold: true },
    ...enrichedFields.flatMap((field) => {
      const found = values[field];
      if (!found) return [];
      return [
        { text: `${texts.enrichment.fields[field]}: ${clip(String(found.value), 150)} ` },
        `“${clip(found.quote, 300)}”\n`,
      ];
    }),
  );
}

/** What a reply can do, with a field of this proposal as the example. Pure. */
export function enrichmentHint({ counts }: EnrichmentDraft, t: Texts['enrichment']): string {
  const proposed = enrichedFields.filter((field) => (counts.values[field] ?? 0) > 0);
  const example = proposed.length > 1 ? proposed.at(-1) : undefined;
  return t.replyHint(example === undefined ? null : t.fields[example]);
}
