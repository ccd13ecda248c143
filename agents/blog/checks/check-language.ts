import { detectLanguage } from '../../text/detect-language.ts';
import { type Finding, findingOf } from '../finding.ts';
import type { Article } from '../state.ts';
import type { Facts } from './facts.ts';
import { partText } from './part-text.ts';

/** On fewer letters the language is guessed. */
const SURE_LETTERS = 200;

/** Parts in another language than the brief's: models answer in the language of their passages, or of their rules. Pure. */
export function checkLanguage(article: Article, { language }: Pick<Facts, 'language'>): Finding[] {
  return article.parts.flatMap((part) => {
    const text = `${part.heading}\n${partText(part)}`;
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    const looksLike = letters >= SURE_LETTERS ? detectLanguage(text) : null;
    if (looksLike === null || looksLike === language) return [];
    return [findingOf(part.id, 'wrong_language', { looks_like: looksLike, wanted: language }, false)];
  });
}
