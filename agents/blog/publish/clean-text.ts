// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;
/** Drawn as nothing, and able to hide a word from who looks for it, or words from who reads. */
const INVISIBLE = /[\u00ad\u200b\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;
/** They make text read in another order than it is stored; neither Portuguese nor English needs them. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Without characters that no reader sees and that files or browsers trip over. Line ends become `\n`. */
export function cleanText(text: string): string {
  const lines = text.toWellFormed().replaceAll(/\r\n?/g, '\n');
  return lines.replaceAll(CONTROLS, '').replaceAll(DIRECTIONS, '').replaceAll(INVISIBLE, '');
}

/** `cleanText` as one line: for titles, quotes and whatever else must not end a line of the file. */
export function oneLine(text: string): string {
  return cleanText(text).replaceAll(/\s+/g, ' ').trim();
}
