import type { Evidence } from '../../../ports/content.ts';
import type { NotesTask } from '../../../ports/model-tasks.ts';
import { digitRuns } from '../reading/words.ts';
import { answersTo, type Found } from './answers-to.ts';

const MOST = 6;

/** The sentences of the passages that have the question's words, as they stand. */
export function takeNotes(task: NotesTask): { notes: { claim: string; evidence: Evidence[] }[] } {
  const seen = new Set<string>();
  const notes = answersTo(task.question.text, task)
    .filter(({ unit }) => !seen.has(unit.text) && seen.add(unit.text))
    .slice(0, MOST)
    .map((found) => ({ claim: claimOf(found), evidence: [quoteOf(found)] }));
  return { notes };
}

/** An item of a list says under which heading it stands, unless that would bring a number which its quote has not. */
function claimOf({ piece, block, unit }: Found): string {
  const text = /[.!?…]$/.test(unit.text) ? unit.text : `${unit.text}.`;
  const heading = piece.heading?.replace(/[.:;]+$/, '') ?? '';
  const isItem =
    block.kind !== 'paragraph' && unit.label === null && heading !== '' && !heading.endsWith('?');
  return isItem && digitRuns(heading).length === 0 ? `${heading}: ${text}` : text;
}

const quoteOf = ({ block, unit }: Found): Evidence => ({
  passage_id: block.passageId,
  quote: block.passage.slice(unit.from, unit.to),
});
