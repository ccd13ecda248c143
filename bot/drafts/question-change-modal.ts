import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { NOTE_MAX, noteInput } from '../review/changes-modal.ts';
import type { Texts } from '../texts/texts.ts';
import { questionRef } from './question-message.ts';

export const QUESTION_CHANGE = 'question_change_note';

export const questionChangeOrigin = z.object({
  ref: questionRef,
  channel_id: z.string().nullable(),
  thread_ts: z.string().nullable(),
});

/** Asks what the plan should be like instead; without an answer nothing changes. */
export function questionChangeModal(origin: z.infer<typeof questionChangeOrigin>, texts: Texts): ModalView {
  const t = texts.changeForm;
  return {
    type: 'modal',
    callback_id: QUESTION_CHANGE,
    private_metadata: JSON.stringify(origin),
    title: { type: 'plain_text', text: t.title },
    submit: { type: 'plain_text', text: texts.changes.submit },
    close: { type: 'plain_text', text: texts.changes.close },
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: t.intro } },
      noteInput(t.label, t.hint, NOTE_MAX),
    ],
  };
}
