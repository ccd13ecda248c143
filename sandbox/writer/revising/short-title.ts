import { capital, clip } from '../reading/shorten.ts';
import { countWords, fold } from '../reading/words.ts';

const joins =
  /^(?:sem|de|d[aeo]s?|em|n[ao]s?|para|por|pel[ao]s?|com|que|ate|antes|e|ou|without|of|in|on|for|to|with|that|before|from|and|or)$/;

/** A title without its last phrase, else without its last word; the count of a series stays. */
export function shortTitle(title: string): string {
  const [, count = '', counted] = /^(\p{L}+ \d{1,2}:\s)(.+)$/u.exec(title) ?? [];
  const whole = counted ?? title;
  const [head = whole] = whole.split(/:\s/);
  if (head !== whole && countWords(head) >= 2) return count + head;
  const words = whole.split(/\s+/);
  const at = words.findLastIndex((word, i) => i >= 2 && joins.test(fold(word)));
  if (at > 0) return count + capitalIf(words.slice(0, at).join(' '), count);
  return words.length > 3 ? count + capitalIf(clip(whole, words.length - 1), count) : title;
}

const capitalIf = (text: string, count: string): string => (count === '' ? capital(text) : text);
