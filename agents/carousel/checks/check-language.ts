import type { Language, SlideFinding } from '../../../ports/content.ts';
import type { Deck } from '../../../ports/model-tasks.ts';
import { soundsLike } from '../../text/sounds-like.ts';
import { allTexts } from './all-texts.ts';

/** On fewer letters the language is guessed. */
const SURE_LETTERS = 200;

/** A deck in another language than its brief's: models answer in the language of their passages, or of their rules. Pure. */
export function checkLanguage(deck: Deck, language: Language): SlideFinding[] {
  const text = allTexts(deck)
    .map((one) => one.text)
    .join('\n');
  const looksLike = soundsLike(text, SURE_LETTERS);
  if (looksLike === null || looksLike === language) return [];
  return [{ place: null, code: 'wrong_language', params: { looks_like: looksLike, wanted: language } }];
}
