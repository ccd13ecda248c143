/** What one report reads and keeps at most. */
export const researchLimits = {
  questions: 6,
  /** Results that one web search is asked for. */
  results: 6,
  /** Pages of one search that are read. */
  pagesOfSearch: 3,
  /** Pages of one round. */
  pagesOfRound: 12,
  /** Passages that a question is read with in one round. */
  passages: 8,
  /** Of these, what pages of this job may claim ahead of better ones of the knowledge base. */
  ofPages: 4,
  /** Notes of a question. */
  notes: 12,
  /** Searches and pages at the same time. */
  atOnce: 3,
} as const;
