/** Lines longer than this are paragraphs that somebody's editor wrapped on the screen only. */
const WRAPPED_AT = 100;
/** Lines of a letter, a mail or a page of a terminal: nearly as long as one another. */
const HARD_WRAPPED = { from: 45, to: 100, even: 0.7 };
const STARTS_ANEW = /^\s*(?:[-*•–◦▪+>|#]|\(?\d{1,3}[.)]|\(?[a-z][.)]\s|[A-Z][\w ]{0,30}:)/u;

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

/** Joins the lines of a paragraph that a width has broken: all but the last are about as long. */
function unwrapped(paragraph: string): string {
  const lines = paragraph.split('\n');
  if (lines.length < 2 || lines.slice(1).some((line) => STARTS_ANEW.test(line) || /\S {3,}\S|\t/.test(line)))
    return paragraph;
  const body = lines.slice(0, -1).map((line) => line.trimEnd().length);
  const longest = Math.max(...body, (lines.at(-1) ?? '').length);
  const isWrapped =
    longest >= HARD_WRAPPED.from &&
    longest <= HARD_WRAPPED.to &&
    body.every((length) => length >= longest * HARD_WRAPPED.even);
  return isWrapped ? lines.map((line) => line.trim()).join(' ') : paragraph;
}
