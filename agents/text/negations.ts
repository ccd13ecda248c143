// "no" denies in English and is "in the" in Portuguese: it counts where the words around it are English.
const always = new Set(
  "não nao nem nunca jamais nenhum nenhuma sem not never neither nor none without cannot can't don't doesn't isn't aren't won't".split(
    ' ',
  ),
);
const english = /\b(the|of|and|is|are|to|with|for)\b/g;
const portuguese = /\b(de|da|do|que|em|uma?|os|as|para|com)\b/g;

/** Words of a folded text that turn its sense around, in order. */
export function negationsIn(folded: string): string[] {
  const words = folded.match(/[\p{L}']+/gu) ?? [];
  const isEnglish = (folded.match(english)?.length ?? 0) > (folded.match(portuguese)?.length ?? 0);
  return words.filter((w) => always.has(w) || (isEnglish && w === 'no'));
}

/** Whether the word just before `at` denies what follows. */
export function deniedBefore(folded: string, at: number): boolean {
  const word = /([\p{L}']+) $/u.exec(folded.slice(Math.max(0, at - 24), at))?.[1];
  if (word === undefined) return false;
  return always.has(word) || (word === 'no' && negationsIn(folded).includes('no'));
}
