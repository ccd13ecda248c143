import type { Language } from '../../../ports/content.ts';
import { detectLanguage } from '../../text/detect-language.ts';
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
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    const looksLike = letters >= SURE_LETTERS ? detectLanguage(text) : null;
    if (looksLike === null || looksLike === language) return [];
    return [findingOf(part.id, 'wrong_language', { looks_like: looksLike, wanted: language }, false)];
  });
}
