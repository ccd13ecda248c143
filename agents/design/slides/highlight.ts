/**
 * The stretch of a headline that is set in the accent: its first token with a digit, whole.
 *
 * "F67, F138" gives "F67" and never "67,"; what {@link bindWords} has tied, such as "0,2 µm", is one token.
 *
 * @param text As it is set, so that ties and hyphens are in it.
 */
export function numberIn(text: string): { start: number; end: number } | null {
  for (const token of text.matchAll(/[^ \n\t]+/g)) {
    const bare = /^[("“‘«[]*(.*?)[)\]"”’»,.;:!?…]*$/u.exec(token[0]);
    const word = bare?.[1] ?? '';
    if (!/\d/.test(word)) continue;
    const start = token.index + token[0].indexOf(word);
    return { start, end: start + word.length };
  }
  return null;
}
