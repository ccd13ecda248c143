import { franc } from 'franc';
import type { Language } from '../../ports/content.ts';
import { detectLanguage } from '../grounding/detect-language.ts';
import { JobFailure } from '../job-failure.ts';

/** Enough to tell a language by, and quickly told. */
const SAMPLE_CHARACTERS = 6_000;
/** On fewer letters franc guesses. */
const SURE_LETTERS = 120;
/** Languages in which a maker's documents come, as franc names them. Galician is left out: it takes Portuguese for it. */
const LIKELY =
  'por eng spa fra deu ita nld pol ces swe dan tur ron cat rus ukr ell arb heb hin cmn jpn kor vie ind'.split(
    ' ',
  );

/**
 * The language of a document, Portuguese or English.
 *
 * @throws {JobFailure} `other_language` with `language` (ISO 639-3) of what it reads like; null: not enough text to tell.
 */
export function documentLanguage(text: string): Language {
  const sample = readsLike(text);
  if (sample === 'por') return 'pt';
  if (sample === 'eng') return 'en';
  const close = sample === null ? detectLanguage(text.slice(0, SAMPLE_CHARACTERS)) : null;
  if (close !== null) return close;
  throw new JobFailure(
    'other_language',
    `Cannot keep the document: it reads like "${sample ?? 'no language'}", accepted: Portuguese and English`,
    { params: { language: sample } },
  );
}

/** ISO 639-3 of the language that a text reads like; null when it is too short to tell. */
export function readsLike(text: string): string | null {
  const sample = text.slice(0, SAMPLE_CHARACTERS).replace(/https?:\/\/\S+/g, ' ');
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < SURE_LETTERS) return null;
  const code = franc(sample, { only: LIKELY });
  return code === 'und' ? null : code;
}
