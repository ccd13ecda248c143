/** Lines longer than this are paragraphs that somebody's editor wrapped on the screen only. */
const WRAPPED_AT = 100;

/** Plain text as it is. Without one empty line in it, lines that are long enough are paragraphs of their own. */
export function extractPlain(source: string): { title: null; text: string } {
  const text = source.replace(/\r\n?/g, '\n').trim();
  if (/\n\s*\n/.test(text)) return { title: null, text };
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const average = text.length / Math.max(lines.length, 1);
  return { title: null, text: lines.join(average > WRAPPED_AT ? '\n\n' : '\n') };
}
