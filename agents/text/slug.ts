const MAX = 60;
/** Articles, prepositions and conjunctions of both languages: they point at a word that a cut left out. */
const pointing = new Set(
  `a o as os um uma uns umas ao aos de do da dos das em no na nos nas num numa por pelo pela pelos pelas para pra com sem
  sob sobre entre ate apos desde e ou mas nem que se como quando onde
  the an of in on at to for from by with without into onto over under between about as and or but nor than that if`.split(
    /\s+/,
  ),
);

/**
 * A title as part of a file name or of an address: ascii, at most 60 characters, cut between words where it can be, and
 * not behind a word that points at the next one. Pure.
 *
 * @param empty What a title without a Latin letter or digit is called.
 */
export function slug(title: string, empty: string): string {
  const ascii = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (ascii.length <= MAX) return ascii || empty;
  const cut = ascii.slice(0, MAX + 1);
  const end = cut.lastIndexOf('-');
  if (end <= MAX / 2) return cut.slice(0, MAX);
  const kept = cut.slice(0, end).split('-');
  while (kept.length > 1 && pointing.has(kept.at(-1) ?? '')) kept.pop();
  return kept.join('-');
}
