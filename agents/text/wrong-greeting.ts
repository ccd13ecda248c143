import { wordsIn } from './words-in.ts';

const greeting =
  /^\s*(?:ol[aá]|oi+|opa|e a[ií]|bom dia|boa tarde|boa noite|prezad[oa]s?(?:\(a\))?|car[oa]s?(?:\(a\))?|estimad[oa]|hi|hello|hey|dear|good (?:morning|afternoon|evening))(?:[\s,]+)([^,!.:;?\n–—]{1,60})/iu;

/** Who is greeted must be the person by their first name, or no one by name: the words that greet another; null: none do. Pure. */
export function wrongGreeting(text: string, firstName: string | null, name: string | null): string | null {
  const called = greeting.exec(text)?.[1]?.trim();
  if (called === undefined) return null;
  if (firstName !== null && called.startsWith(firstName)) {
    const rest = called.slice(firstName.length).trim();
    return rest === '' || /^\p{Ll}/u.test(rest) ? null : called;
  }
  const own = wordsIn(name ?? '', { accents: false });
  const [first = ''] = wordsIn(called, { accents: false });
  return /^\p{Ll}/u.test(called) && !own.includes(first) ? null : called;
}
