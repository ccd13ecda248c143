import type { ArticlePart, Passage } from '../../ports/content.ts';
import type { ReportPartTask, ReportTask, ResearchNote } from '../../ports/model-tasks.ts';
import { materialOf } from '../drafting/material.ts';
import { neededPassages } from '../drafting/needed-passages.ts';
import { conflictsTold } from './draft-content.ts';
import { partsOf } from './parts-of-report.ts';
import type { Report, ResearchState } from './state.ts';

/** Passages of which a rewritten part may take something new, besides those that it and its notes cite. */
const MOST_NEW = 4;

/** A whole report, from the notes. Pure. */
export function reportTask(state: ResearchState): ReportTask {
  const questions = state.questions
    .map((question) => ({ ...question, notes: state.noted[question.id] ?? [] }))
    .filter(({ notes }) => notes.length > 0);
  return {
    task: 'research_report',
    ...materialOf(
      state,
      passagesOf(
        questions.flatMap((one) => one.notes),
        state,
      ),
    ),
    questions,
    conflicts: conflictsTold(state),
  };
}

/** One part anew, or for the first time. Pure. */
export function partTask(
  state: ResearchState,
  report: Report,
  part: ArticlePart,
  { instruction = null, findings = [] }: Partial<Pick<ReportPartTask, 'instruction' | 'findings'>>,
): ReportPartTask {
  const questionId = report.findings.find((one) => one.id === part.id)?.question_id;
  const question = state.questions.find((one) => one.id === questionId) ?? null;
  const notes = question ? (state.noted[question.id] ?? []) : Object.values(state.noted).flat();
  const conflicts = conflictsTold(state).filter((one) => !question || one.question_id === question.id);
  const words = [instruction ?? '', ...findings.map((found) => found.message), question?.text ?? ''].join(
    '\n',
  );
  const cited = [...part.evidence, ...notes.flatMap((note) => note.evidence)].map((e) => e.passage_id);
  const passages = neededPassages(state.passages, { cited, words, most: MOST_NEW });
  return {
    task: 'research_part',
    ...materialOf(state, passages),
    part: part.id === 'summary' || part.id === 'title' ? part.id : 'finding',
    question,
    notes_read: notes,
    conflicts,
    sections: partsOf(report)
      .filter((other) => other.id !== part.id && other.markdown !== '')
      .map(({ heading, markdown }) => ({ heading, markdown })),
    current:
      part.markdown === '' && part.heading === ''
        ? null
        : { heading: part.heading, markdown: part.markdown, evidence: part.evidence },
    instruction,
    findings,
  };
}

/** The title as a part: its words are the heading. Pure. */
export const titlePart = ({ title }: Report): ArticlePart => ({
  id: 'title',
  heading: title,
  markdown: '',
  evidence: [],
});

function passagesOf(notes: readonly ResearchNote[], { passages }: ResearchState): Passage[] {
  const ids = new Set(notes.flatMap((note) => note.evidence.map((e) => e.passage_id)));
  return passages.filter((p) => ids.has(p.id));
}
