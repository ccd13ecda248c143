import { joinedLines } from './joined-lines.ts';

const NONE: ReadonlySet<string> = new Set();
/** Lines longer than this are paragraphs that an editor wrapped on the screen only. */
const WRAPPED_AT = 100;
/** Lines of a letter, a mail or a page of a terminal: nearly as long as one another. */
const HARD_WRAPPED = { from: 45, to: 100, even: 0.7 };
const STARTS_ANEW =
  /^\s*(?:[-*•–◦▪+>|#]|\(?\d{1,3}[.)]|\d{1,2}(?:\.\d{1,3})+\S{0,3}\s+\p{L}|\(?[a-z][.)]\s|[A-Z][\w ]{0,30}:)/u;

/**
 * Plain text as it is. Lines that were broken at a width are one paragraph again; without one empty line, lines that are
 * long enough are paragraphs of their own.
 */
export function extractPlain(source: string): { title: null; text: string } {
  const text = source.replace(/\r\n?/g, '\n').replace(/\f/g, '\n\n').trim();
  if (/\n\s*\n/.test(text)) {
    const paragraphs = text.split(/\n[^\S\n]*\n/);
    return { title: null, text: paragraphs.map(unwrapped).join('\n\n') };
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const average = text.length / Math.max(lines.length, 1);
  return { title: null, text: average > WRAPPED_AT ? lines.join('\n\n') : unwrapped(lines.join('\n')) };
}

/** Joins the lines of each item or paragraph that a width has broken. */
function unwrapped(paragraph: string): string {
  const lines = paragraph.split('\n');
  if (lines.some((line) => /\S {3,}\S|\t/.test(line))) return paragraph;
  const items: string[][] = [];
  for (const line of lines) {
    const item = items.at(-1);
    if (item && !STARTS_ANEW.test(line)) item.push(line);
    else items.push([line]);
  }
  return items.map(unwrappedItem).join('\n');
}

/** All lines but the last are about as long. */
function unwrappedItem(lines: readonly string[]): string {
  if (lines.length < 2) return lines.join('\n');
  const body = lines.slice(0, -1).map((line) => line.trimEnd().length);
  const longest = Math.max(...body, (lines.at(-1) ?? '').length);
  const isWrapped =
    longest >= HARD_WRAPPED.from &&
    longest <= HARD_WRAPPED.to &&
    body.every((length) => length >= longest * HARD_WRAPPED.even);
  if (!isWrapped) return lines.join('\n');
  const [first = '', ...others] = lines;
  return others.reduce((all, line) => joinedLines(all, line.trim(), NONE), first.trim());
}
