import type { ArticlePart, Language } from '../../ports/content.ts';
import type { ResearchNote } from '../../ports/model-tasks.ts';
import { tidyPart } from '../drafting/parts/tidy-part.ts';
import { have } from '../drafting/state.ts';
import { clip } from '../text/clip.ts';
import { plainLine } from '../text/plain-line.ts';
import { MAX_TITLE } from './checks/check-shape.ts';
import type { FoundPart, Report, ResearchState } from './state.ts';

const summaries: Record<Language, string> = {
  pt: 'O que foi lido está abaixo de cada pergunta, em notas com citação. Ninguém as redigiu como relatório.',
  en: 'What was read stands below each question, as notes with their quotes. No one has written them up as a report.',
};
/**
 * A report without a writer: under each question the notes that were taken of what was read, each with its quotes. Pure.
 */
export function reportFromNotes(state: ResearchState): Report {
  const { questions, noted, brief } = state;
  const answered = questions.flatMap(({ id, text }) => {
    const notes = noted[id] ?? [];
    return notes.length > 0 ? [{ id, text, notes }] : [];
  });
  const findings = answered.map(
    ({ id, text, notes }, at): FoundPart => ({ ...partOf(`f${at + 1}`, text, notes), question_id: id }),
  );
  return {
    title: clip(plainLine(brief.topic), MAX_TITLE),
    summary: { id: 'summary', heading: '', markdown: summaries[have(state, 'language')], evidence: [] },
    findings,
    uncertain: [],
  };
}

/** A paragraph a note, with a mark for each of its quotes. */
function partOf(id: string, heading: string, notes: readonly ResearchNote[]): ArticlePart {
  const evidence = notes.flatMap((note) => note.evidence);
  let at = 0;
  const paragraphs = notes.map((note) => {
    const marks = note.evidence.map(() => {
      at += 1;
      return `[^${at}]`;
    });
    return `${note.claim}${marks.join('')}`;
  });
  return tidyPart(id, { heading, markdown: paragraphs.join('\n\n'), evidence });
}
