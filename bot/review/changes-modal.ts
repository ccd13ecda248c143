import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { field, label, modal } from '../asking/form-parts.ts';
import type { Texts } from '../texts/texts.ts';
import { cardRef } from './review-card.ts';

export const CHANGES = 'request_changes';

/** As the database accepts it. */
export const NOTE_MAX = 2000;

export const changesOrigin = z.object({
  ref: cardRef,
  channel_id: z.string().nullable(),
  thread_ts: z.string().nullable(),
});
type ChangesOrigin = z.infer<typeof changesOrigin>;

/** Asks what should change; without an answer nothing is decided. */
export function changesModal(origin: ChangesOrigin, texts: Texts): ModalView {
  const t = texts.changes;
  return modal(CHANGES, origin, t, [
    { type: 'section', text: label(t.intro(origin.ref.version)) },
    noteInput(t.label, t.hint, NOTE_MAX),
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
