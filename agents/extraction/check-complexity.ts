import { extractionLimits, tooLarge, unreadableFile } from './extracted.ts';

/** Quotes, lists and footnotes in one another. Ten are hard to read; each level costs the parser all levels above it. */
const MAX_NESTING = 100;
/** What the parser needs a second for at the very worst; the longest guideline seen has a hundredth of it. */
const MAX_COST = 20_000_000;
/** A line so many levels deep costs as much as a paragraph with this many times their square of marks. */
const NESTING_COST = 30;
/** Marks take more room than words in no text that a person wrote. */
const MAX_MARKUP = 4;

const CONTAINER = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)|\[\^[^\]\s]{1,200}\]:)/y;
const RULER = /^\s*([-*])(?:\s*\1)*\s*$/;

/**
 * Refuses Markdown that would keep the parser busy: it reads a paragraph in the square of its marks, since each of them
 * may belong to any other, and a line in the square of its nesting. Measured on 2026-11-22: 10,000 marks in one
 * paragraph 3 s, 40,000 marks 40 s; 500 lists in one another 1.5 s.
 *
 * Takes one pass, and code counts as any other text: what is no code after all must not come through.
 *
 * @throws {JobFailure} `too_large`, `unreadable_file` with reason `too_complex`.
 */
export function checkComplexity(markdown: string): void {
  if (markdown.length > MAX_MARKUP * extractionLimits.characters)
    throw tooLarge('characters', markdown.length);
  let cost = 0;
  let paragraph = { marks: 0, codes: 0, length: 0 };
  for (const line of markdown.split('\n')) {
    const nesting = nestingOf(line);
    if (nesting > MAX_NESTING)
      throw unreadableFile('too_complex', `more than ${MAX_NESTING} quotes or lists in one another`);
    cost += NESTING_COST * nesting ** 2;
    if (/^[\s>]*$/.test(line)) paragraph = { marks: 0, codes: 0, length: 0 };
    const { marks, codes, length } = paragraph;
    paragraph = {
      marks: marks + count(line, /[*_~[\]]/g),
      codes: codes + count(line, /`+|<[!?]/g),
      length: length + line.length,
    };
    cost += costOf(paragraph) - costOf({ marks, codes, length });
    if (cost > MAX_COST)
      throw unreadableFile('too_complex', 'its marks for emphasis, links, lists and code are too many');
  }
}

/** A mark is held against all others, the opening of a code span or a comment against all text behind it, four times as fast. */
function costOf({ marks, codes, length }: { marks: number; codes: number; length: number }): number {
  return marks ** 2 + (codes * length) / 4;
}

/** Levels that a line opens or goes on with, by its marks and its indent. */
function nestingOf(line: string): number {
  const indent = line.length - line.trimStart().length;
  let levels = 0;
  CONTAINER.lastIndex = 0;
  while (levels <= MAX_NESTING && CONTAINER.test(line)) levels += 1;
  // "* * *" draws a line.
  return Math.max(levels > 1 && RULER.test(line) ? 0 : levels, Math.min(Math.floor(indent / 4), MAX_NESTING));
}

function count(line: string, what: RegExp): number {
  return line.match(what)?.length ?? 0;
}
