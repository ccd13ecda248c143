import { franc } from 'franc';
import type { Language } from '../../ports/content.ts';
import { otherLanguage } from '../drafting/other-language.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { detectLanguage } from '../text/detect-language.ts';

/** Enough to tell a language by, and quickly told. */
const SAMPLE_CHARACTERS = 6_000;
/** On fewer letters franc guesses. */
const SURE_LETTERS = 120;
/** On fewer it takes lists of names and norms for a language that they are not in; there the small words decide. */
const CERTAIN_LETTERS = 1_000;
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
  const opening = text.slice(0, SAMPLE_CHARACTERS);
  const other = lettersIn(opening) < CERTAIN_LETTERS ? otherLanguage(opening) : null;
  const sample = other ?? readsLike(text);
  if (sample === 'por') return 'pt';
  if (sample === 'eng') return 'en';
  const inDoubt = other === null && lettersIn(opening) < CERTAIN_LETTERS;
  const close = inDoubt ? detectLanguage(opening) : null;
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
  if (lettersIn(sample) < SURE_LETTERS) return null;
  const code = franc(sample, { only: LIKELY });
  return code === 'und' ? null : code;
}

function lettersIn(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}
