/** Letters without case and accents, so that "lucia" finds "Lúcia". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * How well what was typed fits a name: its letters in their order, not necessarily side by side.
 *
 * @returns 0 when it does not; higher is better: the beginning of the name, of a word, letters side by side.
 */
export function scoreOf(typed: string, name: string): number {
  const wanted = fold(typed).replaceAll(/\s+/g, '');
  if (wanted === '') return 1;
  const text = fold(name);
  const at = text.indexOf(fold(typed).trim());
  if (at === 0) return 100 - text.length / 1000;
  if (at > 0 && isStart(text, at)) return 80 - at / 1000;
  if (at > 0) return 60 - at / 1000;
  return scattered(wanted, text);
}

/** Of the same letter further on, one that begins a word may be what was meant: both ways are tried. */
function scattered(wanted: string, text: string): number {
  return Math.max(walk(wanted, text, true), walk(wanted, text, false));
}

function walk(wanted: string, text: string, prefersStarts: boolean): number {
  let score = 10;
  let from = 0;
  for (const letter of wanted) {
    const next = text.indexOf(letter, from);
    if (next < 0) return 0;
    const isBeside = next === from && from > 0;
    const start = prefersStarts && !isBeside ? startOfWord(letter, text, from) : -1;
    if (isBeside) score += 3;
    else if (start >= 0) score += 2;
    from = (start >= 0 ? start : next) + letter.length;
  }
  return score - text.length / 1000;
}

function startOfWord(letter: string, text: string, from: number): number {
  for (let at = text.indexOf(letter, from); at >= 0; at = text.indexOf(letter, at + 1))
    if (isStart(text, at)) return at;
  return -1;
}

const isStart = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');

/** Those that fit one of their names, the best first; equals stay in their order. */
export function bestFits<T>(typed: string, items: T[], namesOf: (item: T) => string[]): T[] {
  return items
    .map((item) => ({ item, score: Math.max(...namesOf(item).map((name) => scoreOf(typed, name))) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
