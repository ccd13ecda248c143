import { Send } from '@langchain/langgraph';
import type { Passage } from '../../../ports/content.ts';
import {
  type NotesAnswer,
  type NotesTask,
  notesAnswer,
  type ResearchNote,
} from '../../../ports/model-tasks.ts';
import { materialOf } from '../../drafting/material.ts';
import type { SideBySide } from '../../drafting/side-by-side.ts';
import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { numbersMissingFrom } from '../../text/numbers-in.ts';
import { plainLine } from '../../text/plain-line.ts';
import { verifyQuote } from '../../text/verify-quote.ts';
import { researchLimits } from '../limits.ts';
import { lookedFor } from '../open-questions.ts';
import { notesPrompt } from '../prompts/notes.ts';
import type { ResearchState, ResearchUpdate } from '../state.ts';

/** What a branch is sent: it does not see the graph's state. */
interface QuestionToRead {
  task: NotesTask;
  passages: Passage[];
  before: ResearchNote[];
  searched: number;
  round: number;
}

/**
 * Reads the passages of one question, a branch each; one that was killed runs again alone. Pages are untrusted: what reads
 * them has no tools, and of what it notes only the words that stand in a passage are kept. Finished at a cap, what is left
 * stays unread and is told.
 */
export function takeNotes(askModel: AskModel, sideBySide: SideBySide, attempt: Attempt) {
  return async (
    { task, passages, before, searched, round }: QuestionToRead,
    { signal }: { signal?: AbortSignal | undefined },
  ): Promise<ResearchUpdate> => {
    const { id } = task.question;
    if (attempt.finishes) return { refused: { [id]: searched } };
    const asking = { node: 'take-notes', system: notesPrompt, round, signal };
    const { answer } = await sideBySide(() => askModel(task, notesAnswer, asking));
    const fresh = provenNotes(answer.notes, passages).filter((note) => !isAmong(before, note));
    return { noted: { [id]: [...before, ...fresh].slice(0, researchLimits.notes) } };
  };
}

/** A branch for each question that has something new to read; without any the next node is `weigh`. */
export function toNotes(state: ResearchState): Send[] | 'weigh' {
  const byId = new Map(state.passages.map((p) => [p.id, p]));
  const branches = lookedFor(state.lookups, state.questions).flatMap((question) => {
    const passages = (state.held[question.id] ?? []).flatMap((id) => byId.get(id) ?? []);
    if (passages.length === 0) return [];
    const branch: QuestionToRead = {
      task: { task: 'research_notes', ...materialOf(state, passages), question },
      passages,
      before: state.noted[question.id] ?? [],
      searched: state.searched,
      round: state.round,
    };
    return [new Send('take-notes', branch)];
  });
  return branches.length === 0 ? 'weigh' : branches;
}

/** Notes whose words stand in their passages, each with the numbers of its claim. Pure. */
export function provenNotes(given: NotesAnswer['notes'], passages: readonly Passage[]): ResearchNote[] {
  const byId = new Map(passages.map((p) => [p.id, p]));
  return given.flatMap(({ claim, evidence }) => {
    const proven = evidence.filter(({ passage_id, quote }) => {
      const passage = byId.get(passage_id);
      return passage !== undefined && verifyQuote(quote, passage.text).status === 'exact';
    });
    const line = plainLine(claim);
    const quotes = proven.map((e) => e.quote);
    const isWhole = proven.length > 0 && numbersMissingFrom(line, quotes).length === 0;
    return line !== '' && isWhole ? [{ claim: line, evidence: proven }] : [];
  });
}

const isAmong = (notes: readonly ResearchNote[], { evidence }: ResearchNote): boolean =>
  notes.some((note) =>
    evidence.every((e) =>
      note.evidence.some((other) => other.passage_id === e.passage_id && other.quote === e.quote),
    ),
  );
