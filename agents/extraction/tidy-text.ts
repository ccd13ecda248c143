/** Controls, half characters and private use: what Postgres cannot keep or no reader ever meant. Tab and line end stay. */
const UNUSABLE = /(?![\n\t])[\p{Cs}\p{Cc}]/gu;
/**
 * Characters without a shape: zero width, changes of direction, and the tags that spell whole sentences unseen. A joiner
 * stays, since emoji and some scripts need it.
 */
const UNSEEN = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * A document's text as it is stored: composed characters, plain spaces, one empty line between paragraphs, no space at a
 * line's end, nothing that cannot be seen. Doing it twice changes nothing.
 *
 * @returns `hidden` true when a run of unseen characters was left out: a text may have hidden words in it.
 */
export function tidyText(text: string): { text: string; hidden: boolean } {
  const seen = text.replace(UNSEEN, '');
  const tidy = seen
    .replace(/\r\n?|\u2028|\u0085/g, '\n')
    .replace(/\u2029|\f|\v/g, '\n\n')
    .replace(UNUSABLE, '')
    // Hyphens that show at a line's end only; a search would not find the word.
    .replaceAll('\u00ad', '')
    // Letters that a typesetter has joined; a search would not find the word.
    .replace(/[\ufb00-\ufb06]/g, (letters) => letters.normalize('NFKC'))
    .replace(/[^\S\n]/g, ' ')
    // A space before the run starts another try at each of its places, which takes hours on a line of spaces.
    .replace(/(?<! ) +$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .normalize('NFC')
    .trim();
  // A byte order mark or a stray zero-width space hides nothing.
  return { text: tidy, hidden: /\u{e0001}|[\u{e0020}-\u{e007f}]{8}/u.test(text) };
}

/** A title, or another text of one line, as it is stored. */
export function oneLine(text: string): string {
  return tidyText(text).text.replace(/\s+/g, ' ');
}
