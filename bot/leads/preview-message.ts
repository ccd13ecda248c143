import type { KnownBlock } from '@slack/types';
import type { LeadBatch } from '../../ports/outreach.ts';
import {
  actions,
  bulleted,
  button,
  clip,
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
import { hasAddress, mappingWords } from './lead-columns.ts';
import { leadActions, type PreviewRef } from './lead-ref.ts';
import { importable, type Look } from './look-at-file.ts';
import { problemLines } from './problem-lines.ts';

const PROBLEMS_SHOWN = 8;
const COLUMNS_SHOWN = 40;

/** While the rows are looked at; the button does it again after a restart. */
export function lookingMessage(ref: PreviewRef, askedBy: string, t: LeadsTexts): Message {
  const title = t.preview.heading(clip(ref.title, 80));
  return {
    text: title,
    blocks: [
      heading(title),
      said(t.preview.looking(ref.total, mention(askedBy))),
      actions('leads_looking', button(leadActions.lookAgain, t.preview.lookAgain, JSON.stringify(ref))),
    ],
  };
}

/** After several processes that ended while they looked: nothing looks at it by itself any more. */
export function interruptedMessage(ref: PreviewRef, t: LeadsTexts): Message {
  const title = t.preview.heading(clip(ref.title, 80));
  return {
    text: title,
    blocks: [
      heading(title),
      said(t.preview.interrupted),
      actions('leads_looking', button(leadActions.lookAgain, t.preview.lookAgain, JSON.stringify(ref))),
    ],
  };
}

/** What an import would do, with the columns, the duplicates and the problems. Of people it holds only what a wrong cell says. */
export function previewMessage(
  look: Look,
  ref: PreviewRef,
  options: { askedBy: string; before: LeadBatch | null },
  t: LeadsTexts,
): Message {
  const p = t.preview;
  const title = p.heading(clip(ref.title, 80));
  const plan: PreviewRef = {
    ...ref,
    hash: look.table.hash,
    columns: mappingWords(look.mapping),
    total: look.rows.length,
  };
  const value = JSON.stringify(plan);
  const count = importable(look);
  const isReadable = hasAddress(look.mapping);
  const { before } = options;
  const blocks: KnownBlock[] = [
    heading(title),
    said(p.rows(look.rows.length, mention(options.askedBy))),
    ...(before === null
      ? []
      : [small(p.importedBefore(mention(before.person_id), t.date(before.created_at)))]),
    ...columnBlocks(look, t),
    ...(isReadable ? [said(countLines(look, t).join('\n'))] : [said(p.noProfileColumn)]),
    ...problemBlocks(look, t),
    ...(isReadable ? [small(p.rules)] : []),
    actions(
      'leads_preview',
      ...(isReadable && count > 0
        ? [button(leadActions.import, p.import(count), value, { style: 'primary' })]
        : []),
      button(leadActions.columns, p.columns, value),
      button(leadActions.dismiss, p.cancel, value),
    ),
  ];
  return { text: title, blocks };
}

/** The preview of a file that cannot be read at all. */
export function refusedMessage(title: string, line: string, t: LeadsTexts): Message {
  const head = t.preview.heading(clip(title, 80));
  return { ...letters(line), blocks: [heading(head), plain(line)] };
}

function columnBlocks({ table, mapping }: Look, t: LeadsTexts): KnownBlock[] {
  const named = table.header.map((name, i) => ({
    name: clip(name || t.preview.unnamed(i + 1), 60),
    meaning: mapping[i] ?? null,
  }));
  const used = named.flatMap(({ name, meaning }) =>
    meaning === null ? [] : [`${name} → ${t.meanings[meaning]}`],
  );
  const left = named.filter(({ meaning }) => meaning === null).map(({ name }) => name);
  return [
    ...(used.length > 0
      ? [words({ text: t.preview.columnsHeading, bold: true }), bulleted(used.slice(0, COLUMNS_SHOWN))]
      : []),
    ...(left.length > 0 ? [plain(t.preview.leftOut(clip(left.join(', '), 600)))] : []),
  ];
}

function countLines({ counts }: Look, t: LeadsTexts): string[] {
  const line = (code: keyof typeof counts) => {
    const count = counts[code] ?? 0;
    return count > 0 ? [`• ${t.preview.counts[code](count)}`] : [];
  };
  const lines = [
    ...line('new'),
    ...line('changed'),
    ...line('unchanged'),
    ...line('repeated'),
    ...line('no_address'),
    ...line('suppressed'),
    ...line('erased'),
  ];
  return lines.length > 0 ? lines : [t.preview.nothing];
}

function problemBlocks(look: Look, t: LeadsTexts): KnownBlock[] {
  const lines = problemLines(look, t);
  if (lines.length === 0) return [];
  const shown = lines.slice(0, PROBLEMS_SHOWN).map(({ n, line }) => clip(t.preview.row(n, line), 250));
  return [
    words({ text: t.preview.problems(lines.length), bold: true }),
    bulleted(shown),
    ...(lines.length > shown.length ? [small(t.preview.moreProblems(lines.length - shown.length))] : []),
  ];
}
