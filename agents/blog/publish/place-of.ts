import { oneLine } from '../../drafting/parts/clean-text.ts';
import { foldText } from '../../text/fold-text.ts';

/** A heading of the light Markdown that documents are stored as. */
const HEADING = /^#{1,6}[ \t]+(.+?)[ \t]*#*$/gm;

/**
 * The heading under which words stand in a passage, so that a reader finds them in the source; empty where the passage
 * shows none. Pure.
 */
export function placeOf(quote: string, passage: string): string {
  const folded = foldText(passage);
  const at = folded.text.indexOf(foldText(quote.replace(HEADING, '$1')).text);
  const found = at < 0 ? folded.text.indexOf(foldText(quote).text) : at;
  if (found < 0) return '';
  const start = folded.map[found] ?? 0;
  // A quote may begin with its heading.
  const above = [...passage.matchAll(HEADING)].filter((heading) => heading.index <= start);
  return oneLine(above.at(-1)?.[1] ?? '').replace(/[.:;]+$/, '');
}
