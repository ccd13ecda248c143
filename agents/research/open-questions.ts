import type { SubQuestion } from '../../ports/model-tasks.ts';
import type { Lookup, ResearchState } from './state.ts';

/** Questions that no note answers. Pure. */
export function openQuestions({
  questions,
  noted,
}: Pick<ResearchState, 'questions' | 'noted'>): SubQuestion[] {
  return questions.filter(({ id }) => (noted[id] ?? []).length === 0);
}

/** Questions that the next round looks for, by id. Pure. */
export function lookedFor(lookups: readonly Lookup[], questions: readonly SubQuestion[]): SubQuestion[] {
  const ids = new Set(lookups.map((one) => one.question_id));
  return questions.filter(({ id }) => ids.has(id));
}
