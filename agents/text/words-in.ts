import { foldText } from './fold-text.ts';

/** The words and numbers of a text, folded: without marks, signs and blanks between them. Pure. */
export function wordsIn(text: string, options: { accents?: boolean } = {}): string[] {
  return foldText(text, options).text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether one text has the words of the other, in their order and one behind the other. Pure. */
export function hasWords(text: string, words: string): boolean {
  const wanted = asRun(words);
  return wanted.trim() !== '' && asRun(text).includes(wanted);
}

/** Each word between blanks. */
export const asRun = (text: string): string => ` ${wordsIn(text).join(' ')} `;
