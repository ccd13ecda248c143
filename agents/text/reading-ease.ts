import type { Language } from '../../ports/content.ts';
import { foldText } from './fold-text.ts';
import { sentences } from './sentences.ts';

/**
 * How easily a text reads, by Flesch: about 0 (very difficult) to 100 (very easy), by the length of sentences and words.
 * Pure.
 *
 * English: 206.835 - 1.015 ASL - 84.6 ASW (Flesch 1948). Portuguese: 248.835 - 1.015 ASL - 84.6 ASW (Martins et al.
 * 1996, ICMC-USP: Portuguese words have more syllables, which moves the same ease by 42 points).
 */
export function readingEase(text: string, language: Language): { ease: number; words: number } {
  const blocks = text.split('\n').flatMap((block) => sentences(block).map((s) => s.text));
  const words = blocks.flatMap((s) => s.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []);
  if (words.length === 0) return { ease: 100, words: 0 };
  const syllables = words.reduce((sum, word) => sum + countSyllables(word, language), 0);
  const base = language === 'pt' ? 248.835 : 206.835;
  return {
    ease: base - 1.015 * (words.length / blocks.length) - 84.6 * (syllables / words.length),
    words: words.length,
  };
}

/** Syllables of a word; at least one. By spelling, so right for nearly all words and off by one for some. */
export function countSyllables(word: string, language: Language): number {
  const parts = word.normalize('NFC').toLowerCase().split(/[-'’]/).filter(Boolean);
  const count = language === 'pt' ? inPortuguese : inEnglish;
  return Math.max(
    1,
    parts.reduce((sum, part) => sum + count(part), 0),
  );
}

// One match is one syllable: a falling diphthong ("mai-o", "não"), or a single vowel. Two vowels before "nh", a closing
// nasal or a final z, l, r, m are apart: "ra-iz", "a-in-da".
const NUCLEUS =
  /ã[oe]|õe|(?:[aáâeéêoóô][iu]|ui|iu)(?!nh|[nm](?![aeiouáâãéêíóôõú]|$)|[zlrm]$)|[aáàâãeéêiíoóôõuúüy]/gu;

function inPortuguese(word: string): number {
  const heard = word
    // The u is mute in "que" and "guia", and no syllable of its own in "água" and "quando".
    .replace(/([qg])u(?=[aeioáâãéêíóôõ])/gu, '$1')
    // After a stress that is written, the last two vowels are one syllable: "his-tó-ria", but "di-a".
    .replace(/(?<=[áâéêíóôú].*)[eiu]([aeo]s?)$/u, '$1');
  return heard.match(NUCLEUS)?.length ?? 0;
}

function inEnglish(word: string): number {
  const plain = foldText(word, { accents: false })
    .text.replace(/[^a-z]/g, '')
    .replace(/les$/, 'le');
  if (plain.length <= 3) return plain === '' ? 0 : 1;
  const heard = plain
    // Mute: "made", "requirement", "used", "makes"; not "needed", "table", "boxes".
    .replace(/(?<=[aeiouy].*[^aeiouy])e(?=ment|ly|ness|less|ful)/, '')
    .replace(/(?<=[aeiouy].*[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxzh])es$/, '')
    .replace(/(?<=[^aeiouy]l)e$/, 'y');
  const groups = heard.match(/[aeiouy]+/g)?.length ?? 0;
  const apart = heard.match(
    /(?<![ctgs])i[aou]|i(?:e[rt]s?$|enc)|crea|rea[lc]|idea|area|eing|uie|deo|(?<!q)ua[lt]/g,
  );
  return groups + (apart?.length ?? 0);
}
