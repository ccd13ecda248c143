import type { Language } from '../../../ports/content.ts';
import { soundsLike } from '../../text/sounds-like.ts';
import { type Finding, findingOf } from './finding.ts';
import { partText } from './plain-text.ts';
import type { Written } from './written.ts';

/** On fewer letters the language is guessed. */
const SURE_LETTERS = 200;

/** Parts in another language than the brief's: models answer in the language of their passages, or of their rules. Pure. */
export function checkLanguage(
  { parts }: Pick<Written, 'parts'>,
  { language }: { language: Language },
): Finding[] {
  return parts.flatMap((part) => {
    const text = `${part.heading}\n${partText(part)}`;
    const looksLike = soundsLike(text, SURE_LETTERS);
    if (looksLike === null || looksLike === language) return [];
    return [findingOf(part.id, 'wrong_language', { looks_like: looksLike, wanted: language }, false)];
  });
}
