import type { Subject } from '../../../ports/model-tasks.ts';
import { wordsIn } from '../../text/words-in.ts';
import { rootOf } from './root-of.ts';
import { smallWords } from './small-words.ts';

/** The number of a standard or regulation, which nothing else can stand in for: "F136", "13485", "665"; not a year. */
export const isName = (word: string): boolean =>
  /\d/.test(word) && word.length >= 3 && !/^(?:19|20)\d\d$/.test(word) && !/^\d+[a-zµ]{1,3}$/i.test(word);

/** Without accents, as the tables of words and endings have them. */
export const plainWords = (text: string): string[] => wordsIn(text, { accents: false });

/**
 * Roots of the words of a text that mean something: for what must be there or not, in either language. How much two texts
 * have in common is told by the coarser `contentStems` of text/.
 */
export function rootsIn(text: string): Set<string> {
  return new Set(
    plainWords(text)
      .filter((word) => !smallWords.has(word))
      .map(rootOf),
  );
}

/** What a text must hold to hold this name: of "ISO 14644-1" the number alone. */
function keysOf(name: string): string[] {
  const words = plainWords(name).filter((word) => !smallWords.has(word) && !/^\d{1,2}$/.test(word));
  const names = words.filter(isName);
  return [...new Set((names.length > 0 ? names : words).map(rootOf))];
}

/** Whether a text of such roots names the subject, in one of its names. */
export function namedIn(roots: ReadonlySet<string>, { name, also }: Subject): boolean {
  return [name, ...also].some((one) => {
    const keys = keysOf(one);
    return keys.length > 0 && keys.every((key) => roots.has(key));
  });
}

/** Whether a name of several words is there with one of them. */
export function partlyNamedIn(roots: ReadonlySet<string>, { name, also }: Subject): boolean {
  return [name, ...also].some((one) => keysOf(one).some((key) => roots.has(key)));
}

export const carries = (text: string, wanted: Subject): boolean => namedIn(rootsIn(text), wanted);
