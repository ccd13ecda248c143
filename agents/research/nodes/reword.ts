import { type QueriesTask, queriesAnswer } from '../../../ports/model-tasks.ts';
import { withLeftOut } from '../../drafting/left-out.ts';
import { have } from '../../drafting/state.ts';
import { gaveUp } from '../../runner/attempt.ts';
import { plainLine } from '../../text/plain-line.ts';
import { allTried, notEnough } from '../not-enough.ts';
import { openQuestions } from '../open-questions.ts';
import { queriesPrompt } from '../prompts/queries.ts';
import type { Lookup, ResearchNode, ResearchTools } from '../state.ts';
import { isWithoutNotes, refusedSearch } from './weigh.ts';

/**
 * Finds other words for what was not found. Without budget for another round the report is written from what there is,
 * and says so; where there is nothing, the job ends as one that found nothing.
 */
export function reword({
  askModel,
  attempt,
  affords,
}: Pick<ResearchTools, 'askModel' | 'attempt' | 'affords'>): ResearchNode {
  return async (state, { signal }) => {
    const open = openQuestions(state);
    const mayEnd = !isWithoutNotes(state);
    const leftOff = () => ({
      lookups: [],
      ...(attempt.finishes ? { left_out: withLeftOut(state, 'searches') } : {}),
      searches: [
        ...state.searches,
        ...open.map(({ text }) => refusedSearch(state, state.searched + 1, text)),
      ],
    });
    if (mayEnd && (attempt.finishes || !(await affords(state.searched, open.length)))) return leftOff();
    const task: QueriesTask = {
      task: 'research_queries',
      language: have(state, 'language'),
      asked: state.brief.topic,
      gaps: open.map(({ id, text }) => ({
        id,
        question: text,
        tried: state.tried[id] ?? [text],
        wish: null,
      })),
    };
    const run = { node: 'reword', system: queriesPrompt, round: state.round, signal };
    const { answer } = await askModel(task, queriesAnswer, run);
    const lookups = lookupsOf(answer.gaps, task.gaps);
    if (lookups.length > 0 || mayEnd) return { lookups };
    const { code, message, params } = notEnough(state.brief.topic, allTried(state));
    return { lookups, stopped: { ...gaveUp(attempt), code, message, params } };
  };
}

/** Two new queries for each gap at most. Pure. */
export function lookupsOf(
  given: readonly { id: string; queries: readonly string[] }[],
  gaps: QueriesTask['gaps'],
): Lookup[] {
  return gaps.flatMap(({ id, tried }) => {
    const known = new Set(tried.map((query) => query.toLowerCase()));
    const queries = (given.find((one) => one.id === id)?.queries ?? [])
      .map((query) => plainLine(query))
      .filter((query) => query !== '' && !known.has(query.toLowerCase()));
    return queries.length > 0 ? [{ question_id: id, queries: [...new Set(queries)].slice(0, 2) }] : [];
  });
}
