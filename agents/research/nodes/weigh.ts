import { isExpected } from '../../../platform/errors.ts';
import {
  type ConflictsTask,
  conflictsAnswer,
  type ResearchConflict,
  type ResearchNote,
} from '../../../ports/model-tasks.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { type Attempt, gaveUp } from '../../runner/attempt.ts';
import { plainLine } from '../../text/plain-line.ts';
import { bothSides } from '../both-sides.ts';
import { roundsOf } from '../estimate.ts';
import { findConflicts } from '../find-conflicts.ts';
import { allTried, notEnough } from '../not-enough.ts';
import { lookedFor } from '../open-questions.ts';
import { conflictsPrompt } from '../prompts/conflicts.ts';
import type { ResearchNode, ResearchState } from '../state.ts';

/**
 * Holds the notes of each question against each other, and sees what is still open. Code finds the pairs that may
 * contradict each other, a model says which do; one that cannot be asked leaves them standing, for hiding a contradiction
 * is worse than showing two conditions.
 */
export function weigh(askModel: AskModel, attempt: Attempt): ResearchNode {
  return async (state, { signal }) => {
    const searches = [...state.searches, ...refusedSearches(state)];
    const left = new Set(state.left_out);
    if (lookedFor(state.lookups, state.questions).some(({ id }) => state.refused[id] === state.searched))
      left.add('reading');
    const common = { searches, lookups: [], held: {}, left_out: [...left] };
    if (isWithoutNotes(state) && state.searched >= roundsOf(state)) {
      const { code, message, params } = notEnough(state.brief.topic, allTried({ ...state, searches }));
      return { ...common, stopped: { ...gaveUp(attempt), code, message, params } };
    }
    const pairs = freshPairs(state);
    if (pairs.length === 0) return common;
    const task: ConflictsTask = {
      task: 'research_conflicts',
      language: have(state, 'language'),
      pairs: pairs.map(({ question, sides }, at) => ({
        id: `k${at + 1}`,
        question: question.text,
        sides: sides.map((note) => ({ ...note, ...sourceOf(note, state) })),
      })),
    };
    const verdicts = attempt.finishes ? null : await judged(askModel, task, { round: state.round, signal });
    const conflicts = pairs.flatMap(({ question, sides }, at): ResearchConflict[] => {
      const verdict = verdicts?.find((one) => one.id.trim().toLowerCase() === `k${at + 1}`);
      if (verdict && !verdict.contradict) return [];
      const said = plainLine(verdict?.text ?? '') || bothSides(task.language, sides);
      return [{ question_id: question.id, text: said, sides }];
    });
    return {
      ...common,
      ...(attempt.finishes ? { left_out: [...left.add('conflicts')] } : {}),
      weighed: [...state.weighed, ...pairs.map(({ sides }) => keyOf(sides))],
      conflicts: [...state.conflicts, ...conflicts],
    };
  };
}

export const isWithoutNotes = ({ noted }: Pick<ResearchState, 'noted'>): boolean =>
  Object.values(noted).every((notes) => notes.length === 0);

/** What could not be read for want of budget, as searches that came to nothing. */
function refusedSearches(state: ResearchState): ResearchState['searches'] {
  return lookedFor(state.lookups, state.questions)
    .filter(({ id }) => state.refused[id] === state.searched)
    .map(({ text }) => refusedSearch(state, state.searched, text));
}

export function refusedSearch({ providers }: ResearchState, round: number, query: string) {
  const provider = providers.at(-1) ?? 'knowledge';
  return { round, query, provider, results: 0, read: 0, cut: 0, fault: 'budget_cap' };
}

function freshPairs(state: ResearchState) {
  const documents = new Map(state.passages.map((p) => [p.id, p.document_id]));
  return state.questions.flatMap((question) =>
    findConflicts(state.noted[question.id] ?? [], documents)
      .filter((sides) => !state.weighed.includes(keyOf(sides)))
      .map((sides) => ({ question, sides })),
  );
}

const keyOf = (sides: readonly ResearchNote[]): string => sides.map((side) => side.claim).join(' | ');

function sourceOf(
  { evidence }: ResearchNote,
  { passages }: ResearchState,
): { title: string; date: string | null } {
  const passage = passages.find((p) => p.id === evidence[0]?.passage_id);
  const date = passage?.fetched_at ?? passage?.added_at;
  return { title: passage?.title ?? '', date: date?.slice(0, 10) ?? null };
}

async function judged(
  askModel: AskModel,
  task: ConflictsTask,
  run: { round: number; signal: AbortSignal | undefined },
) {
  try {
    const asked = await askModel(task, conflictsAnswer, { node: 'weigh', system: conflictsPrompt, ...run });
    return asked.answer.pairs;
  } catch (error) {
    if (isExpected(error, 'model_invalid_answer')) return null;
    throw error;
  }
}
