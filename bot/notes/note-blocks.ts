import type { KnownBlock, RichTextBlock } from '@slack/types';
import { mostNoteText, type NoteItem, type NoteStep } from '../../ports/content.ts';
import {
  actions,
  button,
  clip,
  confirmation,
  dateToken,
  mention,
  pieces,
  safeText,
  small,
} from '../slack/blocks.ts';
import type { NotesTexts } from '../texts/en/notes.ts';
import type { Texts } from '../texts/texts.ts';
import { type NoteLineRef, noteActions } from './note-actions.ts';

/** Of one element of rich text. */
const PIECE = 2900;
/** Characters below a person's words: five people fit into one message of Slack. */
const BASIS = 300;

/** One person's words, whole, with what they rest on and what can be done with them: three blocks and a line. */
export function noteBlocks(
  item: NoteItem,
  { job, steps, isOpen }: { job: string; steps: readonly NoteStep[]; isOpen: boolean },
  texts: Texts,
): KnownBlock[] {
  const t = texts.notes;
  // Neither who it was nor what was said of them is known any more.
  const isSkipped = item.status === 'skipped' || Boolean(item.erased_at);
  const lines = [
    ...(isSkipped ? [] : [...basisLines(item, t), ...faultLines(item, steps, t)]),
    ...stateLines(item, texts),
  ];
  return [
    { type: 'divider' },
    wordsOf(item, steps, t),
    ...(lines.length > 0 ? [small(lines.join('\n'))] : []),
    ...(isOpen && item.status === 'waiting' ? [buttons(item, job, t)] : []),
  ];
}

/** Exactly the bytes that are approved: rich text reads no markup. */
function wordsOf(item: NoteItem, steps: readonly NoteStep[], t: NotesTexts): RichTextBlock {
  const known = item.about.map(({ value }) => value);
  // Many titles name the company already.
  const about = known
    .filter((one, at) => !known.slice(0, at).some((before) => before.includes(one)))
    .join(', ');
  const elements: RichTextBlock['elements'] = [
    {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: `${item.number}. ${personOf(item, t)}`, style: { bold: true } },
        ...(about === '' ? [] : [{ type: 'text' as const, text: ` · ${clip(about, 150)}` }]),
      ],
    },
  ];
  // What is sent to no one needs no reading.
  for (const step of item.status === 'skipped' || item.erased_at ? [] : steps) {
    const text = item.texts.find((one) => one.step === step.number)?.text ?? null;
    const length =
      text === null || step.max === null
        ? ''
        : ` (${t.length(text.length, Math.min(step.max, mostNoteText))})`;
    const label = `${step.number}. ${t.steps[step.kind]}${text === null ? `: ${withoutWords(step, t)}` : length}`;
    elements.push({
      type: 'rich_text_section',
      elements: [{ type: 'text', text: label, style: { italic: true } }],
    });
    for (const piece of text === null ? [] : pieces(text, PIECE))
      elements.push({ type: 'rich_text_quote', elements: [{ type: 'text', text: piece }] });
  }
  return { type: 'rich_text', elements };
}

/** By name, as far as it is known. Pure. */
export const personOf = (
  { name, lead_id, erased_at }: Pick<NoteItem, 'name' | 'lead_id' | 'erased_at'>,
  t: NotesTexts,
): string => clip(erased_at ? t.erased : name?.trim() || t.unnamed(lead_id), 120);

const withoutWords = ({ kind }: NoteStep, t: NotesTexts): string =>
  kind === 'send_message' ? t.messageLacksWords : kind === 'view_profile' ? t.noWords : t.withoutNote;

function basisLines({ used }: NoteItem, t: NotesTexts): string[] {
  if (used.length === 0) return [t.saysNothingOfThem];
  // Escaped after it is cut: no cut falls into an entity.
  const each = used.map(({ words, field, source }) => t.basis(words, t.field(field), t.source(source)));
  return [safeText(`${t.saysOfThem} ${each.join('; ')}`, BASIS)];
}

function faultLines({ without }: NoteItem, steps: readonly NoteStep[], t: NotesTexts): string[] {
  return without.map(({ step, code, found }) => {
    const kind = steps.find(({ number }) => number === step)?.kind;
    return `:warning: ${step}. ${kind ? t.steps[kind] : ''}: ${t.faults[code](safeText(found, 60))}`;
  });
}

function stateLines(item: NoteItem, texts: Texts): string[] {
  const t = texts.notes;
  const by = item.decided_by === null ? '?' : mention(item.decided_by);
  const at = dateToken(item.decided_at ?? '', texts.locale) || '?';
  const writers = item.text_by.length === 0 ? [] : [t.editedBy(item.text_by.map(mention).join(', '))];
  if (item.status === 'skipped') return [...writers, t.skippedBy(by, at)];
  if (item.status === 'approved') {
    const given = item.approval.groups
      .flatMap(({ approvals }) => approvals)
      .map(({ person_id }) => mention(person_id));
    const line = `:white_check_mark: ${t.approvedBy(given.length > 0 ? given.join(', ') : by, at)}`;
    return [
      ...writers,
      line,
      ...(item.refused === null ? [] : [`:warning: ${t.refused(safeText(item.refused, 60))}`]),
    ];
  }
  const { approvals, quorum, groups } = item.approval;
  const given = groups.flatMap((group) => group.approvals).map(({ person_id }) => mention(person_id));
  return [
    ...writers,
    ...(approvals > 0 ? [t.approvals(approvals, quorum, given.join(', '))] : []),
    ...(item.approval.reachable ? [] : [t.unreachable]),
  ];
}

function buttons({ number, revision, hash, lacks }: NoteItem, job: string, t: NotesTexts): KnownBlock {
  const ref = JSON.stringify({ job, number, revision, hash } satisfies NoteLineRef);
  return actions(
    `note_${number}`,
    ...(lacks.length > 0 ? [] : [button(noteActions.approve, t.approve, ref, { style: 'primary' })]),
    button(noteActions.edit, t.edit, ref),
    button(noteActions.skip, t.skip, ref, { confirm: confirmation(t.confirmSkip, 'danger') }),
  );
}
