import type { SubQuestion } from '../../ports/model-tasks.ts';
import { plainLine } from '../text/plain-line.ts';

/**
 * The questions as a person edited them, a line `n. …` each, in order; null: the note is a sentence to understand. Their
 * own words need no model. A line that was there keeps its id. Pure.
 *
 * @param note Of a button: a reply that begins with "1." is somebody's sentence.
 */
export function editedQuestions(note: string, previous: readonly SubQuestion[]): SubQuestion[] | null {
  const lines = note.split('\n').map((line) => line.trim());
  if (!lines.every((line, at) => line.startsWith(`${at + 1}. `))) return null;
  const texts = new Map(
    lines.flatMap((line) => {
      const text = plainLine(line.replace(/^\d+\. /, ''));
      return text === '' ? [] : [[text.toLowerCase(), text] as const];
    }),
  );
  let last = Math.max(0, ...previous.map(({ id }) => Number(id.slice(1))));
  const questions = [...texts].map(([key, text]): SubQuestion => {
    const known = previous.find((one) => one.text.toLowerCase() === key);
    if (!known) last += 1;
    return { id: known?.id ?? `q${last}`, text };
  });
  return questions.length > 0 ? questions : null;
}
