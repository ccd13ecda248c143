import { verifyQuote } from '../../text/verify-quote.ts';
import { asRun } from '../../text/words-in.ts';
import { partText } from './plain-text.ts';

/** A text as its words can be looked for: as it is written, and as people read it. */
export interface Findable {
  forms: string[];
}

/** Pure. */
export function findable(heading: string, markdown: string): Findable {
  return { forms: formsOf(markdown).map((form) => `${heading}\n${form}`) };
}

/**
 * Whether words stand in a text, with anything between them: marks of Markdown, citations, punctuation, the end of a
 * list's item. `...` leaves something out; a slip of letters is no other word. Pure.
 *
 * It is for finding a place, not for proof: unlike a quote of a source, words behind a "not" are found as well.
 */
export function findWords(quote: string, { forms }: Findable): boolean {
  return formsOf(quote).some((wanted) => forms.some((form) => standIn(wanted, form)));
}

function formsOf(markdown: string): string[] {
  const plain = markdown.replace(/\s*\[\^\d+\]/g, '');
  return [...new Set([plain, partText({ markdown: plain, evidence: [] })])];
}

const LEFT_OUT = /\[\.\.\.\]|\(\.\.\.\)|\.{3,}|…/;

function standIn(wanted: string, text: string): boolean {
  const pieces = wanted
    .split(LEFT_OUT)
    .map(asRun)
    .filter((piece) => piece.trim() !== '');
  if (pieces.length === 0) return false;
  const words = asRun(text);
  let from = 0;
  const inOrder = pieces.every((piece) => {
    const at = words.indexOf(piece, from);
    // The blank behind a word is also the one before the next.
    from = at + piece.length - 1;
    return at >= 0;
  });
  return inOrder || verifyQuote(wanted, text).status === 'near';
}
