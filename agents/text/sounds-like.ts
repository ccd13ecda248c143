import type { Language } from '../../ports/content.ts';
import { detectLanguage } from './detect-language.ts';

/** The language of a text; null: it is none of ours, or the text has fewer letters than tell one. Pure. */
export function soundsLike(text: string, leastLetters: number): Language | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters >= leastLetters ? detectLanguage(text) : null;
}
