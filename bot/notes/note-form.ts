import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { normalText } from '../../platform/placeholder-in.ts';
import { mostNoteText, type NoteItem } from '../../ports/content.ts';
import { field, label, modal } from '../asking/form-parts.ts';
import { typedWords } from '../asking/plain-words.ts';
import type { NotesTexts } from '../texts/en/notes.ts';
import { noteLineRef } from './note-actions.ts';
import { personOf } from './note-blocks.ts';

export const NOTE_FORM = 'note_form';

/** Where a form about one person's words was opened; comes back with its submission. */
export const noteOrigin = z.object({
  ref: noteLineRef,
  channel_id: z.string().nullable(),
  thread_ts: z.string().nullable(),
  /** Those that have words. */
  steps: z.array(
    z.object({
      number: z.number().int(),
      kind: z.enum(['view_profile', 'send_invite', 'send_message']),
      max: z.number().int().nullable(),
    }),
  ),
});
type NoteOrigin = z.infer<typeof noteOrigin>;

export const fieldOf = (step: number): string => `text_${step}`;

/** One field a step with words. */
export function noteForm(origin: NoteOrigin, item: NoteItem, t: NotesTexts): ModalView {
  return modal(NOTE_FORM, origin, { title: t.form.title, submit: t.form.save, close: t.form.close }, [
    { type: 'section', text: label(t.form.of(personOf(item, t))) },
    ...origin.steps.map(({ number, kind, max }) => {
      const text = item.texts.find(({ step }) => step === number)?.text ?? '';
      const most = Math.min(max ?? mostNoteText, mostNoteText);
      const isInvite = kind === 'send_invite';
      return field(
        fieldOf(number),
        t.form.label(number, t.steps[kind]),
        {
          type: 'plain_text_input',
          multiline: true,
          // What stands there already is never cut by the form.
          max_length: Math.max(most, text.length),
          ...(text === '' ? {} : { initial_value: text }),
        },
        { hint: isInvite ? t.form.hintInvite(most) : t.form.hint(most), optional: isInvite },
      );
    }),
  ]);
}

type Values = Record<string, Record<string, { value?: string | null | undefined }>>;

/** What was typed, as it would be sent; an empty field is a step without words. Pure. */
export function readNote(
  values: Values,
  steps: NoteOrigin['steps'],
): { step: number; text: string | null }[] {
  return steps.map(({ number }) => {
    const id = fieldOf(number);
    return { step: number, text: normalText(typedWords(values[id]?.[id]?.value ?? '')) || null };
  });
}
