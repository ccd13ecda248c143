import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
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
export type ChangesOrigin = z.infer<typeof changesOrigin>;

/** Asks what should change; without an answer nothing is decided. */
export function changesModal(origin: ChangesOrigin, texts: Texts): ModalView {
  const t = texts.changes;
  return {
    type: 'modal',
    callback_id: CHANGES,
    private_metadata: JSON.stringify(origin),
    title: { type: 'plain_text', text: t.title },
    submit: { type: 'plain_text', text: t.submit },
    close: { type: 'plain_text', text: t.close },
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: t.intro(origin.ref.version) } },
      noteInput(t.label, t.hint, NOTE_MAX),
    ],
  };
}

/** Block and action id are `note`. */
export function noteInput(label: string, hint: string, max: number): InputBlock {
  return {
    type: 'input',
    block_id: 'note',
    label: { type: 'plain_text', text: label },
    hint: { type: 'plain_text', text: hint },
    element: {
      type: 'plain_text_input',
      action_id: 'note',
      multiline: true,
      max_length: max,
      focus_on_load: true,
    },
  };
}
