import { type Finding, findingOf } from '../../drafting/parts/finding.ts';
import type { Article } from '../state.ts';

/** Fewer words prove that something was written, not that it was said. */
const MIN_QUOTE_WORDS = 4;

/** Quotes that are too short to prove much. Pure. */
export function checkQuotes(article: Article): Finding[] {
  return article.parts.flatMap(({ id, evidence }) =>
    evidence
      .filter(({ quote }) => (quote.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) < MIN_QUOTE_WORDS)
      .map(({ quote }) => findingOf(id, 'short_quote', { quote, min: MIN_QUOTE_WORDS }, false)),
  );
}
