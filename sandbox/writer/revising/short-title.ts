import { capital, clip } from '../reading/shorten.ts';
import { countWords } from '../reading/words.ts';

/** What stands behind the colon, else the first words of a title. */
export function shortTitle(title: string): string {
  const tail = title.split(/:\s/).at(-1) ?? title;
  const short =
    tail !== title && countWords(tail) >= 2 ? tail : clip(title, Math.max(3, countWords(title) - 2));
  return capital(short);
}
