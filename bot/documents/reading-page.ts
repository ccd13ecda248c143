/** Characters of a page: four sections of a window, of the hundred that Slack takes; read in one go. */
const PAGE = 8000;
/** A page ends behind the last break within so many characters before its full length. */
const BREAK = 400;

interface Stretch {
  start: number;
  length: number;
}

/** What must be read to show a page, which begins where the one before it ends. Pure. */
export function stretchOf(page: number): Stretch {
  const start = Math.max(0, page * PAGE - BREAK);
  return { start, length: (page + 1) * PAGE - start };
}

export function pagesOf(characters: number): number {
  return Math.max(1, Math.ceil(characters / PAGE));
}

/** The page on which the middle of a passage stands. */
export function pageOf(passage: { start_at?: number | undefined; end_at?: number | undefined }): number {
  const { start_at = 0, end_at = start_at } = passage;
  return Math.floor((start_at + end_at) / 2 / PAGE);
}

/** The words of a page, from its stretch of a text that has so many characters. Pages hold the whole text, each once. Pure. */
export function pageText(page: number, stretch: string, characters: number): string {
  const read = [...stretch];
  const { start } = stretchOf(page);
  const from = page === 0 ? 0 : breakBefore(read, page * PAGE - start);
  const isLast = (page + 1) * PAGE >= characters;
  const to = isLast ? read.length : breakBefore(read, (page + 1) * PAGE - start);
  return read.slice(from, to).join('');
}

/** Behind the last paragraph, line or word that ends within `BREAK` characters before `at`. */
function breakBefore(read: string[], at: number): number {
  const near = read.slice(at - BREAK, at);
  const isBreak = [
    (i: number) => near[i - 1] === '\n' && near[i - 2] === '\n',
    (i: number) => near[i - 1] === '\n',
    (i: number) => /\s/u.test(near[i - 1] ?? ''),
  ];
  for (const fits of isBreak) {
    for (let i = near.length; i > 0; i -= 1) if (fits(i)) return at - BREAK + i;
  }
  return at;
}
