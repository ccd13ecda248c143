/** Lower case without accents, every character in its place. */
export const even = (text: string): string =>
  [...text]
    .map((c) => (c.normalize('NFD')[0] ?? c).toLowerCase().padEnd(c.length).slice(0, c.length))
    .join('');

/** What stands in quotation marks is text to use, not words to understand. */
export const masked = (text: string): string =>
  text.replace(/["“«][^"”»]*["”»]/g, (m) => '"'.repeat(m.length));
