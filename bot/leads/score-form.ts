import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { ScorePreview, ScoreRule, ScoreTiers } from '../../ports/outreach.ts';
import { field, modal } from '../asking/form-parts.ts';
import type { TypedValues } from '../asking/keep-typed.ts';
import { escapeMrkdwn, limits, safeText, said, small } from '../slack/blocks.ts';
import type { ScoreTexts } from '../texts/en/score-rules.ts';
import { scoreRulesEn } from '../texts/en/score-rules.ts';
import { scoreRulesPtBr } from '../texts/pt-br/score-rules.ts';
import { type LineFault, RULES_MAX, readScoreLines, scoreTexts } from './score-lines.ts';

export const SCORE_FORM = 'leads_score_rules';
/** Of whom the preview shows both places. */
export const FIRST = 20;

export const scoreOrigin = z.object({
  /** That the form was opened with; another newest one means that another admin was quicker. */
  version: z.number().int(),
  channel_id: z.string().nullable(),
  response_url: z.string().nullable(),
  /** What was previewed last, by its fingerprint; null: nothing. Only that is saved. */
  seen: z.string().nullable(),
});
export type ScoreOrigin = z.infer<typeof scoreOrigin>;

/** The rules as text, one a line, and the tiers. `below`: a preview. Pure. */
export function scoreForm(
  { rules, tiers }: { rules: ScoreRule[]; tiers: ScoreTiers },
  origin: ScoreOrigin,
  below: KnownBlock[],
  t: ScoreTexts,
): ModalView {
  const f = t.form;
  const { person, company } = scoreTexts(rules, t.fields);
  const lines = (id: string, name: string, value: string, hint: string) =>
    field(
      id,
      name,
      {
        type: 'plain_text_input',
        multiline: true,
        max_length: limits.input,
        ...(value === '' ? {} : { initial_value: value }),
      },
      { hint, optional: true },
    );
  const number = (id: string, name: string, value: number) =>
    field(id, name, {
      type: 'number_input',
      is_decimal_allowed: false,
      min_value: '-999',
      max_value: '999',
      initial_value: String(value),
    });
  const said = { title: f.title, submit: origin.seen === null ? f.preview : f.save, close: f.close };
  return modal(SCORE_FORM, origin, said, [
    small(origin.seen === null ? f.intro : t.preview.saveNow),
    lines('person', f.person, person, f.personHint),
    lines('company', f.company, company, f.companyHint),
    number('tier_a', f.tierA, tiers.a),
    number('tier_b', f.tierB, tiers.b),
    ...below,
  ]);
}

export type ReadForm = { rules: ScoreRule[]; tiers: ScoreTiers } | { errors: Record<string, string> };

/** Pure. */
export function readScoreForm(values: TypedValues, t: ScoreTexts): ReadForm {
  const e = t.form.errors;
  const errors: Record<string, string> = {};
  const rules: ScoreRule[] = [];
  for (const id of ['person', 'company'] as const) {
    const read = readScoreLines(values[id]?.[id]?.value ?? '');
    if ('fault' in read) errors[id] = faultLine(read.fault, read.line, t);
    else rules.push(...read.rules);
  }
  const whole = (id: 'tier_a' | 'tier_b') => {
    const value = values[id]?.[id]?.value ?? '';
    if (!/^-?\d{1,3}$/.test(value.trim())) errors[id] = e.tierNumber;
    return Number(value);
  };
  const tiers = { a: whole('tier_a'), b: whole('tier_b') };
  if (!errors.tier_a && !errors.tier_b && tiers.b >= tiers.a) errors.tier_b = e.tiers;
  // A rule stands under what it is about, wherever it was typed, and other languages call its field otherwise.
  const texts = [scoreRulesEn, scoreRulesPtBr].flatMap(({ fields }) =>
    Object.values(scoreTexts(rules, fields)),
  );
  if (rules.length > RULES_MAX) errors.person ??= e.tooMany(RULES_MAX);
  else if (texts.some((text) => text.length > limits.input)) errors.person ??= e.tooLong;
  return Object.keys(errors).length > 0 ? { errors } : { rules, tiers };
}

function faultLine(fault: LineFault, line: string, t: ScoreTexts): string {
  return t.form.errors[fault](line.length > 60 ? `${line.slice(0, 59)}…` : line);
}

/** What other rules do to the first leads: who stands where, and where they stood. Pure. */
export function previewBlocks(preview: ScorePreview, t: ScoreTexts): KnownBlock[] {
  const w = t.preview;
  const first = preview.leads.filter((lead) => lead.place_after <= FIRST);
  const gone = preview.leads.filter((lead) => lead.place_after > FIRST);
  return [
    { type: 'divider' },
    said(
      [
        `*${w.heading}*`,
        w.changed(preview.changed, preview.total),
        (['a', 'b', 'c'] as const)
          .map((tier) => w.tier(t.tier[tier], preview.tiers.before[tier], preview.tiers.after[tier]))
          .join(' · '),
      ].join('\n'),
    ),
    ...(first.length > 0
      ? listed(
          w.first(first.length),
          first.map((lead) => thenLine(lead, t)),
        )
      : []),
    ...(gone.length > 0
      ? listed(
          w.gone(FIRST),
          gone.map((lead) => goneLine(lead, t)),
        )
      : []),
  ];
}

type Moved = ScorePreview['leads'][number];

function thenLine(lead: Moved, t: ScoreTexts): string {
  const moved =
    lead.place_before === lead.place_after
      ? ''
      : ` · ${lead.place_before > lead.place_after ? '▲' : '▼'} ${t.preview.was(lead.place_before)}`;
  return `${lead.place_after}. ${who(lead, t)}: ${points(lead)}${moved}`;
}

function goneLine(lead: Moved, t: ScoreTexts): string {
  return `${lead.place_before}. ${who(lead, t)}: ${points(lead)} · ▼ ${t.preview.now(lead.place_after)}`;
}

function points({ before, after }: Moved): string {
  return before === after ? `*${after}*` : `${before} → *${after}*`;
}

function who({ name, title, company }: Moved, t: ScoreTexts): string {
  const work = [title, company].filter((one) => one !== null && one !== '').join(', ');
  return `${safeText(name ?? t.top.unnamed, 60)}${work === '' ? '' : ` (${safeText(work, 90)})`}`;
}

/** Ten a block: a block holds 3,000 characters. */
function listed(title: string, lines: string[]): KnownBlock[] {
  const blocks = [said(`*${escapeMrkdwn(title)}*`)];
  for (let i = 0; i < lines.length; i += 10) blocks.push(said(lines.slice(i, i + 10).join('\n')));
  return blocks;
}
