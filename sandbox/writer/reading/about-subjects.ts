import { guessLanguage, stemsOf } from './words.ts';

/** What a brief is about, as the task names it. */
interface WireSubject {
  name: string;
  also: string[];
}

const keysOf = (name: string): string[] => {
  const stems = stemsOf(name).filter((s) => !/^\d{1,2}$/.test(s));
  const numbers = stems.filter((s) => /\d/.test(s) && s.length >= 3);
  return numbers.length > 0 ? numbers : stems;
};

/** Whether words of these stems name the subject. */
const names = (stems: ReadonlySet<string>, { name, also }: WireSubject): boolean =>
  [name, ...also].some((one) => {
    const keys = keysOf(one);
    return keys.length > 0 && keys.every((k) => stems.has(k));
  });

/** Whether they name one in part, "additive" of "additive manufacturing"; the number of a standard need not be said again. */
export const namesAny = (stems: ReadonlySet<string>, subjects: readonly WireSubject[]): boolean =>
  subjects.length === 0 ||
  subjects.some(({ name, also }) =>
    [name, ...also].some((one) => keysOf(one).some((k) => stems.has(k) || /\d/.test(k))),
  );

/**
 * How near a piece is to any of the subjects: 3 names one in a document called so, 2 stands in such a document or below
 * such a heading, 1 names one in passing, 0 does not.
 */
export function nearSubjects(
  piece: { title: string; heading: string | null; stems: ReadonlySet<string> },
  subjects: readonly WireSubject[],
): 0 | 1 | 2 | 3 {
  if (subjects.length === 0) return 3;
  const near = subjects.map((subject) => {
    const isNamed = names(piece.stems, subject);
    const isTitled = names(new Set(stemsOf(piece.title)), subject);
    if (isTitled) return isNamed ? 3 : 2;
    if (names(new Set([...stemsOf(piece.title), ...piece.stems]), subject))
      return names(new Set(stemsOf(piece.heading ?? '')), subject) ? 2 : 1;
    return 0;
  });
  return Math.max(...near) as 0 | 1 | 2 | 3;
}

/**
 * A brief in the other language than its text, by the title of the document that comes first: it is what the text is
 * about, in its own words.
 */
export function topicIn(task: {
  brief: { topic: string };
  subjects: readonly WireSubject[];
  passages: readonly { title: string; text: string }[];
  language: 'pt' | 'en';
}): string {
  const { topic } = task.brief;
  const own = task.passages.filter((p) => guessLanguage(p.text) === task.language);
  const written = own
    .map((p) => `${p.title} ${p.text}`)
    .join(' ')
    .toLowerCase();
  const typed = task.subjects.map((s) => s.name.toLowerCase());
  const isTheirs = typed.some((name) => name.split(/\s+/).every((word) => written.includes(word)));
  const [first] = own;
  return isTheirs || typed.length === 0 || !first ? topic : first.title;
}
