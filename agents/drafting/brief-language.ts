import type { Language } from '../../ports/content.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { detectLanguage } from '../text/detect-language.ts';
import { otherLanguage } from './other-language.ts';

/**
 * The language that a draft is asked for in: as the form says, else as the brief is written; null: too short to tell.
 *
 * @throws {JobFailure} `other_language` with `language` (ISO 639-3): which of the two to write in is not for us to guess.
 */
export function briefLanguage(brief: { language: Language | null }, topic: string): Language | null {
  if (brief.language !== null) return brief.language;
  const other = otherLanguage(topic);
  if (other !== null) {
    throw new JobFailure(
      'other_language',
      `Cannot choose a language: the brief reads like "${other}", drafts are written in Portuguese or English`,
      { params: { language: other, topic } },
    );
  }
  return detectLanguage(topic);
}
