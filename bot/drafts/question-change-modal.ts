import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { label, modal } from '../asking/form-parts.ts';
import { NOTE_MAX, noteInput } from '../review/changes-modal.ts';
import type { Texts } from '../texts/texts.ts';
import { questionRef } from './question-ref.ts';

export const QUESTION_CHANGE = 'question_change_note';

export const questionChangeOrigin = z.object({
  ref: questionRef,
  channel_id: z.string().nullable(),
  thread_ts: z.string().nullable(),
  /** Of the questions that the form was opened with; absent: it asks for a sentence. */
  shown: z.string().optional(),
});
export type QuestionChangeOrigin = z.infer<typeof questionChangeOrigin>;

/** Asks what the outline should be like instead; without an answer nothing changes. */
export function questionChangeModal(origin: QuestionChangeOrigin, texts: Texts): ModalView {
  const t = texts.changeForm;
  return modal(
    QUESTION_CHANGE,
    origin,
    { title: t.title, submit: texts.changes.submit, close: texts.changes.close },
    [{ type: 'section', text: label(t.intro) }, noteInput(t.label, t.hint, NOTE_MAX)],
  );
}
