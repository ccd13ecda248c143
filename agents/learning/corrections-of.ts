import {
  type Correction,
  type DraftContent,
  type HouseRules,
  type Language,
  ruleLength,
} from '../../ports/content.ts';
import { clipped } from '../text/clip.ts';
import { findBanned } from '../text/find-banned.ts';
import { wordsIn } from '../text/words-in.ts';
import { changedParts, excerpt, type PartChanged } from './changed-parts.ts';
import { type NamedWords, namedWords, withoutNamed } from './named-words.ts';
import { partsOf } from './parts-of.ts';
import { replacedWords } from './replaced-words.ts';
import { forbidding, wayOfWish, wayOfWords } from './way-of.ts';
import { wishesIn } from './wishes.ts';

/** A version that people asked for or made, with the one before, and under which rules. */
export interface ReadLesson {
  before: DraftContent;
  after: DraftContent;
  by_hand: boolean;
  /** What people said of the version before. */
  words: readonly string[];
  rules: HouseRules;
  /** The team's language. */
  speaks: Language;
}

/** A part that a hand leaves with fewer of its words than this was shortened, where nearly all that is left was there. */
const SHORTENED = 0.8;
const MOSTLY_KEPT = 0.85;
const LEAST_SHORTENED = 12;
/** A part was rewritten where fewer of its words were there before; in fewer words than that no voice is heard. */
const REWRITTEN = 0.6;
const LEAST_PASSAGE = 20;
const MOST_SIGNATURE = 300;
/** Of one version; more is another text. */
const MOST = 20;

/**
 * What people corrected with a version, found by code: where an agent made it, what they said and the texts bear out; where
 * a person did, what the texts say. Each way once. Pure.
 */
export function correctionsOf(lesson: ReadLesson): Correction[] {
  const changes = changedParts(partsOf(lesson.before), partsOf(lesson.after));
  const found = lesson.by_hand ? changes.flatMap((one) => byHand(one, lesson)) : asSaid(changes, lesson);
  const ways = new Map(found.map((one) => [one.signature, one]));
  return [...ways.values()].filter(({ signature }) => signature.length <= MOST_SIGNATURE).slice(0, MOST);
}

function asSaid(changes: readonly PartChanged[], lesson: ReadLesson): Correction[] {
  const bound = { ...lesson, language: lesson.after.language };
  // A draft in which no text changed bears no wish out.
  const [shown] = changes.map(excerpt);
  if (!shown) return [];
  return lesson.words.flatMap((said, from): Correction[] => [
    ...namedWords(said).flatMap((named): Correction[] => {
      const change = changes.find((one) => bearsOut(one, named));
      const way = change && wayOfWords(named, bound);
      const kind = named.after === null ? 'removed' : 'replaced';
      return way ? [{ kind, ...way, ...excerpt(change), from }] : [];
    }),
    ...wishesIn(withoutNamed(said, (named) => changes.some(({ before }) => holds(before, named.before)))).map(
      (wish): Correction => ({ kind: 'note', ...wayOfWish(wish, bound), ...shown, from }),
    ),
  ]);
}

const times = (text: string, words: string) => findBanned(text, [forbidding(words)]).length;
const holds = (text: string, words: string) => times(text, words) > 0;

/** The words went, and what was asked for in their place came. */
function bearsOut({ before, after }: PartChanged, named: NamedWords): boolean {
  return (
    times(before, named.before) > times(after, named.before) &&
    (named.after === null || holds(after, named.after))
  );
}

function byHand(change: PartChanged, lesson: ReadLesson): Correction[] {
  const bound = { ...lesson, language: lesson.after.language };
  const shown = { ...excerpt(change), from: null };
  const [old, made] = [wordsIn(change.before), wordsIn(change.after)];
  const kept = shared(old, made);
  if (made.length >= LEAST_PASSAGE && kept < made.length * REWRITTEN) {
    const { kind: part, before, after } = change;
    const signature = `rewritten:${bound.language}:${part}`;
    const passage = { before: clipped(before, ruleLength.sample), after, from: null };
    return after.length > ruleLength.sample
      ? []
      : [{ kind: 'rewritten', signature, opposite: null, ...passage, candidate: { kind: 'sample' } }];
  }
  const isShortened =
    old.length >= LEAST_SHORTENED &&
    made.length <= old.length * SHORTENED &&
    kept >= made.length * MOSTLY_KEPT;
  const shorter = { way: 'more', of: 'short', known: true, clause: '' } as const;
  return [
    ...(isShortened ? [{ kind: 'shortened' as const, ...wayOfWish(shorter, bound), ...shown }] : []),
    ...replacedWords(change.before, change.after).flatMap(({ before, after }): Correction[] => {
      // Of a part that was cut, which words went says nothing about the words.
      if (after === '' && isShortened) return [];
      const way = wayOfWords({ before, after: after === '' ? null : after }, bound);
      return way ? [{ kind: after === '' ? 'removed' : 'replaced', ...way, ...shown }] : [];
    }),
  ];
}

/** How many words of a text stood in the other one, each as often as there. */
function shared(old: readonly string[], made: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of old) left.set(word, (left.get(word) ?? 0) + 1);
  return made.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count > 0;
  }).length;
}
