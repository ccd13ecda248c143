import type { KnownBlock } from '@slack/types';
import type { LeadChoice, LeadField, ShownLead } from '../../ports/outreach.ts';
import { leadFields } from '../../ports/outreach.ts';
import {
  actions,
  bulleted,
  button,
  clip,
  confirmation,
  heading,
  letters,
  type Message,
  mention,
  plain,
  said,
  small,
  words,
} from '../slack/blocks.ts';
import type { LeadsTexts } from '../texts/en/leads.ts';
import type { Texts } from '../texts/texts.ts';
import { leadActions } from './lead-ref.ts';
import { scoreReasons } from './score-reasons.ts';

const VERSIONS_SHOWN = 6;

/** Of people who match: each with a button. Pure. */
export function choicesMessage(
  choices: LeadChoice[],
  typed: string,
  t: LeadsTexts,
  open: { id: string; label: string } = { id: leadActions.show, label: t.show.open },
): Message {
  const text = t.show.several(clip(typed, 100));
  return {
    text: t.show.several('…'),
    blocks: [
      plain(text),
      ...choices.flatMap((lead, i) => [
        words({ text: nameOf(lead, t), bold: true }, `${aboutOf(lead)} · ${lead.profile_url}`),
        actions(`lead_${i}`, button(`${open.id}:${i}`, open.label, lead.lead_id)),
      ]),
    ],
  };
}

/** All that is known of a person, each value with its source; who may be the same person; what was done. Pure. */
export function leadMessage(lead: ShownLead, texts: Texts): Message {
  const t: LeadsTexts = texts.leads;
  if (lead.erased_at !== null)
    return letters(`${t.show.erased} (${t.date(lead.erased_at)})`, actionBlocks(lead, texts));
  const title = nameOf(lead, t);
  return {
    text: title,
    blocks: [
      heading(title),
      bulleted([{ text: lead.profile_url, url: lead.profile_url }]),
      ...(lead.is_suppressed ? [said(t.show.suppressed)] : []),
      words({ text: t.show.score(lead.score, texts.scores.tier[lead.tier]), bold: true }),
      small(scoreReasons(lead.parts, texts.scores)),
      ...fieldBlocks(lead, t),
      ...suggestionBlocks(lead, t),
      ...mergedBlocks(lead, t),
      ...actionBlocks(lead, texts),
      ...versionBlocks(lead, texts),
      small(`${t.show.namesHeading}: ${lead.names.length === 0 ? '—' : ''}`),
      ...(lead.names.length === 0
        ? []
        : [
            bulleted(
              lead.names
                .slice(0, 12)
                .map(({ kind, value }) => clip(`${t.show.nameKinds[kind] ?? kind}: ${value}`, 200)),
            ),
          ]),
    ],
  };
}

function fieldBlocks(lead: ShownLead, t: LeadsTexts): KnownBlock[] {
  const lines = leadFields.flatMap((field) => {
    const value = textOf(lead, field);
    if (value === '') return [];
    const origin = lead.fields[field];
    const source = origin
      ? ` (${sourceOf(lead, origin.source, t)}${origin.merge === undefined ? '' : `, ${t.show.merged}`})`
      : '';
    const line = `${t.fields[field]}: ${clip(value, 200)}${source}`;
    return origin?.quote
      ? [`${line}\n${t.show.quote(clip(origin.quote, 200), clip(origin.url ?? '', 150))}`]
      : [line];
  });
  return [
    words({ text: t.show.fieldsHeading, bold: true }),
    lines.length > 0 ? bulleted(lines) : plain(t.show.noFields),
  ];
}

function textOf({ values }: ShownLead, field: LeadField): string {
  const value = values[field];
  return Array.isArray(value) ? value.join(', ') : value === null || value === undefined ? '' : String(value);
}

/** `import:<batch>` by the batch's title. */
function sourceOf({ batches }: ShownLead, source: string, t: LeadsTexts): string {
  const [kind = '', batch = ''] = source.split(':');
  const title = clip(batches[batch] ?? batch.slice(0, 8), 60);
  if (kind === 'import' || kind === 'enrichment') return t.show.source[kind](title);
  return kind === 'person' || kind === 'linkedin' || kind === 'setup' ? t.show.source[kind] : kind;
}

function suggestionBlocks(lead: ShownLead, t: LeadsTexts): KnownBlock[] {
  if (lead.suggestions.length === 0) return [];
  return [
    words({ text: t.show.suggestionsHeading, bold: true }),
    ...lead.suggestions.slice(0, 5).flatMap((other, i) => {
      const value = JSON.stringify({ lead: lead.lead_id, other: other.lead_id });
      return [
        words(
          { text: nameOf(other, t), bold: true },
          `${aboutOf(other)} · ${t.show.suggestedBy[other.by]} · ${other.profile_url}`,
        ),
        actions(
          `suggestion_${i}`,
          button(`${leadActions.merge}:${i}`, t.show.merge, value),
          button(`${leadActions.apart}:${i}`, t.show.apart, value),
        ),
      ];
    }),
  ];
}

function mergedBlocks(lead: ShownLead, t: LeadsTexts): KnownBlock[] {
  if (lead.merged.length === 0) return [];
  return [
    words({ text: t.show.mergedHeading, bold: true }),
    ...lead.merged.slice(0, 5).flatMap((other, i) => [
      words({ text: nameOf(other, t), bold: true }, ` · ${t.show.foundBy[other.by]} · ${other.profile_url}`),
      actions(
        `merged_${i}`,
        button(
          `${leadActions.split}:${i}`,
          t.show.split,
          JSON.stringify({ lead: lead.lead_id, merge: other.merge_id }),
          {
            confirm: confirmation(t.show.confirmSplit),
          },
        ),
      ),
    ]),
  ];
}

function actionBlocks(lead: ShownLead, { leads: t, outreach }: Texts): KnownBlock[] {
  if (lead.actions.length === 0) return [small(t.show.noActions)];
  return [
    words({ text: t.show.actionsHeading, bold: true }),
    bulleted(
      lead.actions.map(({ type, status, at, account }) =>
        clip(`${t.date(at)}: ${outreach.types[type]}, ${outreach.status[status]} (${account})`, 200),
      ),
    ),
  ];
}

function versionBlocks(lead: ShownLead, { leads: t }: Texts): KnownBlock[] {
  const lines = lead.versions.slice(0, VERSIONS_SHOWN).map(({ version, by, reason, at, changed }) => {
    const names = changed.map((field) => t.fields[field as LeadField] ?? field).join(', ');
    const who = t.show.actors[by] ?? mention(by);
    const why = reason ? (t.show.reasons[reason] ?? null) : null;
    return [
      t.show.version(version, names || t.show.nothingChanged),
      t.date(at),
      who,
      ...(why ? [why] : []),
    ].join(' · ');
  });
  return [words({ text: t.show.versionsHeading(lead.version), bold: true }), small(lines.join('\n'))];
}

export function nameOf(
  { name, profile_url }: Pick<LeadChoice, 'name' | 'profile_url'>,
  t: LeadsTexts,
): string {
  return clip(name?.trim() || profile_url.split('/').at(-1) || t.show.unnamed, 120);
}

function aboutOf({ title, company }: LeadChoice): string {
  const about = [title, company].filter(Boolean).join(' · ');
  return about === '' ? '' : clip(`, ${about}`, 200);
}
