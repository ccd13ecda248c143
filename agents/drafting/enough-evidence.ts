import type { SearchAnswer } from '../../ports/content.ts';

/** Share of the brief's meaningful words that the found passages must carry between them. */
const MIN_MATCHED = 0.5;
/** One passage cannot carry several slides. */
const MIN_PASSAGES = 2;

type Verdict = { enough: true } | { enough: false; missing: string[] };

/**
 * Decides from the search alone whether the knowledge holds the topic, before any model is paid. Pure.
 *
 * Words that occur nowhere say what a person would have to add. A brief of nothing but stop words is not enough.
 */
export function enoughEvidence(found: SearchAnswer): Verdict {
  const matched = new Set(found.matched);
  const missing = found.terms.filter((t) => !matched.has(t));
  const share = found.terms.length === 0 ? 0 : matched.size / found.terms.length;
  if (found.passages.length >= MIN_PASSAGES && share >= MIN_MATCHED) return { enough: true };
  return { enough: false, missing };
}
