import { clip } from '../reading/shorten.ts';

/** Characters of a title that search results show. */
export const titleLength = 70;

/** A title that is not cut off: its first half, else its first words. */
export function fitTitle(title: string): string {
  if (title.length <= titleLength) return title;
  const head = title.split(/:\s/)[0] ?? title;
  if (head.length <= titleLength && head.length >= 12) return head;
  let words = title.split(/\s+/).length;
  while (words > 2 && clip(title, words).length > titleLength) words--;
  return clip(title, words).slice(0, titleLength);
}
