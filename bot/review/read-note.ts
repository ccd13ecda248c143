import { plainWords } from '../asking/plain-words.ts';
import type { Texts } from '../texts/texts.ts';
import { NOTE_MAX } from './changes-modal.ts';

/** The note of a form, or what is wrong with it; empty only where it is optional. */
export function readNote(
  values: Record<string, Record<string, { value?: string | null | undefined }>>,
  texts: Texts,
  { optional = false } = {},
): { note: string } | { error: string } {
  const t = texts.changes.errors;
  const note = plainWords(values.note?.note?.value ?? '');
  const length = [...note].length;
  if (length === 0 && !optional) return { error: t.missing };
  return length > NOTE_MAX ? { error: t.tooLong(length, NOTE_MAX) } : { note };
}
