import type { Language } from '../../../ports/content.ts';

/**
 * Silent reading of non-fiction by adults, in words a minute.
 *
 * English: 238 (Brysbaert 2019, doi.org/10.1016/j.jml.2019.104047, 190 studies). Portuguese: the same readers' pace
 * times 181/228, what Brazilian and English readers read of the same texts aloud (IReST, Trauzettel-Klosinski and Dietz
 * 2012, doi.org/10.1167/iovs.11-8284): Portuguese takes longer words and more of them to say the same. Read 2026-11-22.
 */
const WORDS_A_MINUTE = { en: 238, pt: 189 } as const satisfies Record<Language, number>;

/** Whole minutes, at least one. */
export function readingMinutes(words: number, language: Language): number {
  if (!Number.isInteger(words) || words < 0)
    throw new RangeError(`Cannot tell the reading time of ${words} words: a whole number from 0 is needed`);
  return Math.max(1, Math.round(words / WORDS_A_MINUTE[language]));
}
