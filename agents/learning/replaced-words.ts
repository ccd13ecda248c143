import { diffArrays } from 'diff';
import { wordForms } from '../text/word-forms.ts';
import { wordsIn } from '../text/words-in.ts';

/** Words that were taken out of a text by hand, and what stands in their place; empty: nothing does. */
export interface Replaced {
  before: string;
  after: string;
}

/** A phrase has at most so many words; more are another sentence, which says nothing about a word. */
const MOST_WORDS = 4;
/** Of a removed phrase: more is an aside that did not belong there. */
const MOST_REMOVED = 3;
/** Where fewer words of a part stay, it was written anew, and which word took whose place is chance. */
const LEAST_KEPT = 0.5;
/** What only ties words together, folded: it follows its noun and is no choice of words. */
const ties = new Set(
  `a o as os um uma uns umas de do da dos das em no na nos nas ao aos pelo pela pelos pelas por para com e ou que se sua seu
  suas seus the an of in on at to for from by with and or that which its their our your this these esta este essa esse`.split(
    /\s+/,
  ),
);

/** The words that one text has in place of the other's, phrase by phrase. Numbers are facts and left out. Pure. */
export function replacedWords(before: string, after: string): Replaced[] {
  const [from, to] = [tokensOf(before), tokensOf(after)];
  const changes = diffArrays(from, to);
  const kept = changes.filter((c) => !c.added && !c.removed).flatMap((c) => c.value.filter(isWord));
  if (kept.length < from.filter(isWord).length * LEAST_KEPT) return [];
  const found: Replaced[] = [];
  for (const [i, { value, removed }] of changes.entries()) {
    if (!removed) continue;
    const next = changes[i + 1];
    const inPlace = next?.added ? next.value : [];
    const startsSentence = isStart(changes[i - 1]?.value.at(-1));
    const one = withoutAgreement({ before: phraseOf(value), after: phraseOf(inPlace) });
    if (isChoice(one, startsSentence, [changes[i - 1]?.value.at(-1), next])) found.push(one);
  }
  return found;
}

const tokensOf = (text: string): string[] =>
  text.match(/\n|[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu) ?? [];
const isWord = (token: string) => /[\p{L}\p{N}]/u.test(token);
const isStart = (token: string | undefined) => token === undefined || /^[\n.!?:]$/.test(token);
const fold = (token: string) => wordsIn(token, { accents: false }).join(' ');

/** Without signs and small words at its edges. */
function phraseOf(tokens: readonly string[]): string {
  const carries = (token: string) => isWord(token) && !ties.has(fold(token));
  const first = tokens.findIndex(carries);
  if (first < 0) return '';
  return tokens
    .slice(first, tokens.findLastIndex(carries) + 1)
    .join(' ')
    .replaceAll(/\s+([,.;:!?%)])/g, '$1');
}

/** "colaboradores conferem" by "equipe confere": the verb only follows its noun. */
function withoutAgreement({ before, after }: Replaced): Replaced {
  const [from, to] = [before.split(' '), after.split(' ')];
  while (from.length > 1 && to.length > 1 && areForms(from.at(-1), to.at(-1))) {
    from.pop();
    to.pop();
  }
  while (from.length > 1 && to.length > 1 && areForms(from[0], to[0])) {
    from.shift();
    to.shift();
  }
  return { before: phraseOf(from), after: phraseOf(to) };
}

/** Two forms of one word. */
function areForms(one = '', other = ''): boolean {
  const [a, b] = [fold(one), fold(other)];
  return a !== b && (wordForms(a).has(b) || wordForms(b).has(a));
}

function isChoice(
  { before, after }: Replaced,
  startsSentence: boolean,
  [previous, next]: [string | undefined, { added: boolean; value: string[] } | undefined],
): boolean {
  const [from, to] = [wordsIn(before), wordsIn(after)];
  if (
    before.length < 3 ||
    /\p{N}/u.test(before + after) ||
    from.length > MOST_WORDS ||
    to.length > MOST_WORDS
  )
    return false;
  if (after === '') {
    // Other words came in its place, only small ones; or a whole sentence went.
    if (next?.added || from.length > MOST_REMOVED || isStart(previous)) return false;
    return true;
  }
  if (before === after || areForms(before, after)) return false;
  // A capital that its place in the sentence asks for.
  if (startsSentence && before.toLowerCase() === after.toLowerCase()) return false;
  return true;
}
