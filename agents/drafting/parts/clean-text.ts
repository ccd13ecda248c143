import { readable } from '../../../platform/unseen-characters.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;

/** Without characters that no reader sees and that files or browsers trip over. Line ends become `\n`. */
export function cleanText(text: string): string {
  const lines = text.toWellFormed().replaceAll(/\r\n?/g, '\n');
  return readable(lines.replaceAll(CONTROLS, ''));
}

/** `cleanText` as one line: for titles, quotes and other texts that must not end a line of the file. */
export function oneLine(text: string): string {
  return cleanText(text).replaceAll(/\s+/g, ' ').trim();
}
