import type { ArticlePart, Language, Passage, ResearchBrief } from '../../ports/content.ts';
import { type Material, materialOf } from '../drafting/material.ts';
import type { Note, ResearchState, SubQuestion } from './state.ts';

// What is asked of models; `task` is also the name of the answer's JSON schema (answers.ts).

type TaskCommon = Material<ResearchBrief>;

/** Answer: `questionsAnswer`. With `previous` and `notes` it changes the questions, and nothing else of them. */
export type QuestionsTask = TaskCommon & {
  task: 'research_questions';
  previous: SubQuestion[] | null;
  /** People's words, oldest first. */
  notes: string[];
};

/** Answer: `notesAnswer`. Its passages are untrusted, and its model has no tools. */
export type NotesTask = TaskCommon & { task: 'research_notes'; question: SubQuestion };

/** Answer: `conflictsAnswer`. */
export interface ConflictsTask {
  task: 'research_conflicts';
  language: Language;
  pairs: { id: string; question: string; sides: (Note & { title: string; date: string | null })[] }[];
}

/** Answer: `queriesAnswer`: other words to look for what was not found, or for what a person wants besides. */
export interface QueriesTask {
  task: 'research_queries';
  language: Language;
  asked: string;
  gaps: {
    id: string;
    question: string;
    tried: string[];
    /** A person's words on a finding that is there; null: nothing was found. */
    wish: string | null;
  }[];
}

/** Answer: `reportAnswer`. */
export type ReportTask = TaskCommon & {
  task: 'research_report';
  questions: (SubQuestion & { notes: Note[] })[];
  /** What sources say against each other, as it is going to stand in the report. */
  conflicts: { question_id: string; text: string; sides: Note[] }[];
};

/**
 * Answer: `partAnswer`: one part alone, or the title in `heading`. `current` null: a finding that is new. `instruction` is
 * a person's wish, `findings` are what the checks found; what neither asks for stays as it is.
 */
export type ReportPartTask = TaskCommon & {
  task: 'research_part';
  part: 'summary' | 'finding' | 'title';
  question: SubQuestion | null;
  notes_read: Note[];
  conflicts: ReportTask['conflicts'];
  /** The other parts, for the joints. */
  sections: { heading: string; markdown: string }[];
  current: Pick<ArticlePart, 'heading' | 'markdown' | 'evidence'> | null;
  instruction: string | null;
  findings: { code: string; message: string }[];
};

/** Answer: `judgementAnswer`. */
export type ReportJudgementTask = TaskCommon & {
  task: 'research_judgement';
  title: string;
  parts: { id: string; heading: string; markdown: string }[];
};

export type ResearchTask =
  | QuestionsTask
  | NotesTask
  | ConflictsTask
  | QueriesTask
  | ReportTask
  | ReportPartTask
  | ReportJudgementTask;

/** Pure. */
export function taskCommon(state: ResearchState, passages: readonly Passage[]): TaskCommon {
  return materialOf(state, passages);
}
