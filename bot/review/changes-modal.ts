import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { field, label, modal } from '../asking/form-parts.ts';
import type { Texts } from '../texts/texts.ts';
import { cardRef } from './review-card.ts';

export const CHANGES = 'request_changes';
export const REJECTION = 'reject_with_note';

/** As the database accepts it, and the most that Slack lets a person type. */
export const NOTE_MAX = 3000;

export const noteOrigin = z.object({
  ref: cardRef,
  channel_id: z.string().nullable(),
  thread_ts: z.string().nullable(),
});
type NoteOrigin = z.infer<typeof noteOrigin>;

/** Asks what should change; without an answer nothing is decided. */
export function changesModal(origin: NoteOrigin, texts: Texts): ModalView {
  const t = texts.changes;
  return modal(CHANGES, origin, t, [
    { type: 'section', text: label(t.intro(origin.ref.version)) },
    noteInput(t.label, t.hint, NOTE_MAX),
  ]);
}

/** Asks again before the job ends, and why; sent without a word it rejects as well. */
export function rejectModal(origin: NoteOrigin, texts: Texts): ModalView {
  const t = texts.rejection;
  return modal(REJECTION, origin, t, [
    { type: 'section', text: label(t.intro(origin.ref.version)) },
    { ...noteInput(t.label, t.hint, NOTE_MAX), optional: true },
  ]);
}

/** Block and action id are `note`. */
export function noteInput(label: string, hint: string, max: number): InputBlock {
  return field(
    'note',
    label,
    {
      type: 'plain_text_input',
      multiline: true,
      max_length: max,
      focus_on_load: true,
    },
    { hint: hint },
  );
}
