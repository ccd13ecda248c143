import type { Passage } from '../../ports/content.ts';

/** As in the paper (Cormack, Clarke and Büttcher 2009): it keeps one first place from outweighing several good ones. */
const K = 60;

/**
 * Merges what several searches found, best first: reciprocal rank fusion, since ranks of different searches cannot be
 * compared. Pure.
 *
 * @param lists Each best first.
 */
export function fuseRanks(lists: readonly (readonly Passage[])[]): Passage[] {
  const scores = new Map<string, { passage: Passage; score: number }>();
  for (const list of lists) {
    for (const [at, passage] of list.entries()) {
      const score = (scores.get(passage.id)?.score ?? 0) + 1 / (K + at + 1);
      scores.set(passage.id, { passage, score });
    }
  }
  return [...scores.values()].sort((a, b) => b.score - a.score).map((s) => s.passage);
}
