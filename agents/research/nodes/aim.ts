import type { ResearchNode } from '../state.ts';

/** Before the first round, and when a person tries again: every question is looked for as it is asked. */
export function aim(): ResearchNode {
  return async ({ questions }) => ({
    lookups: questions.map(({ id }) => ({ question_id: id, queries: [] })),
    searched: 0,
    searches: [],
    candidates: [],
    unread: [],
    tried: {},
    read: {},
    stopped: null,
  });
}
