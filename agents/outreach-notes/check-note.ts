import { placeholderIn } from '../../platform/placeholder-in.ts';
import { type HouseRule, type Language, mostNoteText, type NoteFault } from '../../ports/content.ts';
import type { NoteTask } from '../../ports/model-tasks.ts';
import { smallWords } from '../drafting/topic/small-words.ts';
import { addressesMissingFrom } from '../text/addresses-missing-from.ts';
import { findBanned } from '../text/find-banned.ts';
import { numbersMissingFrom } from '../text/numbers-in.ts';
import { soundsLike } from '../text/sounds-like.ts';
import { wordsIn } from '../text/words-in.ts';
import { wrongGreeting } from '../text/wrong-greeting.ts';
import { saidOfPerson } from './said-of-person.ts';

/** A greeting of fewer letters tells no language. */
const SURE_LETTERS = 60;

export interface FoundInNote {
  step: number;
  code: NoteFault;
  /** The words at fault; may be empty. */
  found: string;
}

/** What a text is held against. */
export interface NoteBounds {
  language: Language;
  firstName: string | null;
  /** As its source has it. */
  name: string | null;
  /** Values and quotes. */
  facts: readonly string[];
  company: string | null;
  matter: readonly string[];
  rules: readonly HouseRule[];
}

/** The first thing that keeps one text from being shown as it is; null: nothing. Pure. */
export function faultOf(
  text: string,
  { step, most }: { step: number; most: number },
  bounds: NoteBounds,
): FoundInNote | null {
  const { language, firstName, name, facts, company, matter, rules } = bounds;
  const fault = (code: NoteFault, found = ''): FoundInNote => ({ step, code, found: found.slice(0, 100) });
  if (text === '') return fault('empty');
  // UTF-16 units are never fewer than code points; which of them LinkedIn counts is not known.
  if (text.length > Math.min(most, mostNoteText)) return fault('too_long', String(text.length));
  const placeholder = placeholderIn(text);
  if (placeholder !== null) return fault('placeholder', placeholder);
  const greeted = wrongGreeting(text, firstName, name);
  if (greeted !== null) return fault('wrong_name', greeted);
  const [banned] = findBanned(text, [...rules]);
  if (banned) return fault('banned', banned.text);
  const known = [...facts, ...matter];
  const [link] = addressesMissingFrom(text, known);
  if (link !== undefined) return fault('link', link);
  // So many minutes of one's own time are offered, and no fact.
  const [number] = numbersMissingFrom(text.replaceAll(/(?<!\d)\d{1,2}(?=\s?min)/g, ''), known);
  if (number) return fault('unknown_number', number.text);
  const stranger = unknownName(text, [...known, name ?? '', firstName ?? '']);
  if (stranger !== null) return fault('unknown_name', stranger);
  const said = saidOfPerson(text, { facts, company, matter, names: [name ?? '', firstName ?? ''] });
  if (said !== null) return fault('asserted', said);
  if ((soundsLike(text, SURE_LETTERS) ?? language) !== language) return fault('language');
  return null;
}

/** What a model says its words rest on, held against the facts: `found` is what they do not hold. Pure. */
export function basisOf(
  about: readonly { fact: string; words: string }[],
  texts: readonly string[],
  facts: NoteTask['person']['facts'],
): { fact: string; words: string }[] {
  return about.filter(({ fact, words }) => {
    const given = facts.find(({ id }) => id === fact);
    if (!given || words.trim() === '' || !texts.some((text) => text.includes(words))) return false;
    const held = new Set(wordsIn(`${given.value} ${given.quote ?? ''}`, { accents: false }));
    return wordsIn(words, { accents: false }).some((word) => word.length > 2 && held.has(word));
  });
}

/** What two people would read as the same text. Pure. */
export const sameTextKey = (text: string): string => wordsIn(text, { accents: false }).join(' ');

const everyday = new Set(
  'linkedin i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december brasil brazil portugues english'.split(
    ' ',
  ),
);

/** A name in the middle of a sentence that nothing given holds. */
function unknownName(text: string, known: readonly string[]): string | null {
  const held = new Set(known.flatMap((one) => wordsIn(one, { accents: false })));
  for (const { 0: word, index } of text.matchAll(/\p{Lu}[\p{L}\p{N}-]*/gu)) {
    const before = text.slice(0, index);
    const isInside = /[\p{L}\p{N},;(“"'’-][ \t]*$/u.test(before);
    if (!isInside || /[\p{L}\p{N}]$/u.test(before)) continue;
    const parts = wordsIn(word, { accents: false });
    if (parts.some((part) => !held.has(part) && !everyday.has(part) && !smallWords.has(part))) return word;
  }
  return null;
}
