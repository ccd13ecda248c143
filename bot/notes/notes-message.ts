import type { KnownBlock } from '@slack/types';
import type { NoteProposal, NotesPage, OutboxItem, Question } from '../../ports/content.ts';
import { resumeBlocks } from '../drafts/resume-blocks.ts';
import {
  actions,
  button,
  confirmation,
  heading,
  limits,
  type Message,
  mention,
  safeText,
  said,
  small,
} from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { type NoteLinesRef, type NotePageRef, noteActions } from './note-actions.ts';
import { noteBlocks } from './note-blocks.ts';

const ASKED = 8;

interface NotesView {
  item: OutboxItem & { question: Question };
  notes: NoteProposal;
  page: NotesPage;
}

/** The words of a campaign as they stand: a page of people, each to be approved, edited or skipped while the job waits. */
export function notesMessage({ item, notes, page }: NotesView, texts: Texts): Message {
  const t = texts.notes;
  const { job, question } = item;
  const isOpen = question.status === 'open' && job.status === 'awaiting_input';
  const topic = safeText(job.brief.topic, 300);
  return {
    text: isOpen ? t.fallback(topic, page.counts.waiting) : t.fallbackDone(topic),
    blocks: [
      heading(t.heading(notes.people)),
      said([t.purpose(safeText(notes.purpose, 300)), countsLine(page, texts)].join('\n')),
      ...(isOpen ? [said(introOf(page, texts))] : endBlocks(item, page, texts)),
      ...page.items.flatMap((one) => noteBlocks(one, { job: job.id, steps: notes.steps, isOpen }, texts)),
      { type: 'divider' as const },
      ...footBlocks(job.id, page, isOpen, texts),
      small(notes.offline ? texts.card.offline : texts.card.aiMade(safeText(notes.model || '?', 80))),
    ].slice(0, limits.blocks),
  };
}

function countsLine({ counts }: NotesPage, { notes: t }: Texts): string {
  const { waiting, approved, skipped, lacking } = counts;
  return `*${t.counts(waiting, approved, skipped)}*${lacking > 0 ? ` ${t.lacking(lacking)}` : ''}`;
}

/** Who is asked is who may approve something of what is shown. */
function introOf({ items }: NotesPage, { notes: t }: Texts): string {
  const asked = [
    ...new Set(items.filter(({ status }) => status === 'waiting').flatMap(({ approval }) => approval.asked)),
  ];
  return asked.length === 0 ? t.noOneIsAsked : t.intro(asked.slice(0, ASKED).map(mention).join(' '));
}

function endBlocks({ job, question }: NotesView['item'], { counts }: NotesPage, texts: Texts): KnownBlock[] {
  const t = texts.notes;
  if (job.status === 'cancelled' || job.status === 'failed')
    return [said(t.ended[job.status](counts.waiting))];
  if (job.status === 'expired') return resumeBlocks(job, texts);
  return question.status === 'answered' ? [said(t.allDecided)] : [];
}

function footBlocks(
  job: string,
  { page, pages, items, starts }: NotesPage,
  isOpen: boolean,
  texts: Texts,
): KnownBlock[] {
  const t = texts.notes;
  const ready = items.filter(({ status, lacks }) => status === 'waiting' && lacks.length === 0);
  const shown: NoteLinesRef = {
    job,
    notes: ready.map(({ number, revision, hash }) => [number, revision, hash]),
  };
  const turn = (number: number | null, id: string, label: string) =>
    number === null ? [] : [button(id, label, JSON.stringify({ job, number } satisfies NotePageRef))];
  const row = [
    ...(isOpen && ready.length > 1
      ? [
          button(noteActions.approveShown, t.approveShown(ready.length), JSON.stringify(shown), {
            style: 'primary',
            confirm: confirmation(t.confirmShown(ready.length)),
          }),
        ]
      : []),
    ...turn(starts.before, noteActions.page, t.before),
    ...turn(starts.after, noteActions.nextPage, t.after),
  ];
  return [
    ...(pages > 1 ? [small(t.page(page, pages))] : []),
    ...(row.length > 0 ? [actions('notes', ...row)] : []),
  ];
}
