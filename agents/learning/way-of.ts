import type { Candidate, Correction, HouseRule, HouseRules, Language } from '../../ports/content.ts';
import { rootOf } from '../drafting/topic/root-of.ts';
import { findBanned } from '../text/find-banned.ts';
import { wordsIn } from '../text/words-in.ts';
import { fitsRules } from './fits-rules.ts';
import type { NamedWords } from './named-words.ts';
import { spellingRule, styleRule, wordRule } from './style-rules.ts';
import { speaksOf, type Wish } from './wishes.ts';

/** Where a correction points, and what would come of it. */
export type Way = Pick<Correction, 'signature' | 'opposite' | 'candidate'>;
interface Bound {
  rules: HouseRules;
  /** The team's language. */
  speaks: Language;
  /** The draft's. */
  language: Language;
}

/** Null: the words differ in their inflection alone, which the sentence around them asks for. Pure. */
export function wayOfWords({ before, after }: NamedWords, { rules, speaks, language }: Bound): Way | null {
  const from = rootsOf(before);
  if (after === null) {
    return from === ''
      ? null
      : {
          signature: `removed:${language}:${from}`,
          opposite: null,
          candidate: fitting(wordRule(before, null, speaks, language), null, rules),
        };
  }
  const to = rootsOf(after);
  if (isSpelling(before, after)) {
    return {
      signature: `spelled:${language}:${before}>${after}`,
      opposite: `spelled:${language}:${after}>${before}`,
      candidate: fitting(spellingRule(before, after, speaks, language), null, rules),
    };
  }
  if (from === to || from === '' || to === '') return null;
  // A rule that forbids "teste" would forbid "teste de campo" as well.
  const holds = findBanned(after, [forbidding(before)]).length > 0;
  const rule = (holds ? spellingRule : wordRule)(before, after, speaks, language);
  return {
    signature: `replaced:${language}:${from}>${to}`,
    opposite: `replaced:${language}:${to}>${from}`,
    candidate: fitting(rule, after, rules),
  };
}

/** A wish of which guidelines or the voice speak already, either way, leads to no rule. Pure. */
export function wayOfWish(wish: Wish, { rules, speaks, language }: Bound): Way {
  const said = [rules.voice, ...rules.rules.filter(isGuideline).map((rule) => rule.pattern)];
  const isSaid = said.some((sentence) => speaksOf(sentence, wish));
  return {
    signature: `wish:${wish.way}:${wish.of}`,
    opposite: `wish:${wish.way === 'more' ? 'less' : 'more'}:${wish.of}`,
    candidate: isSaid ? null : fitting(styleRule(wish, speaks, language), null, rules),
  };
}

/** Words as a rule that forbids them, in any form that a check knows. */
export function forbidding(pattern: string): HouseRule {
  return { id: 'words', kind: 'banned_word', pattern, severity: 'block', reason: '' };
}

const isGuideline = ({ kind }: HouseRule) => kind === 'guideline';

function fitting(rule: Omit<HouseRule, 'id'>, instead: string | null, rules: HouseRules): Candidate | null {
  const candidate = { kind: 'rule', rule, instead } as const;
  return fitsRules(candidate, rules) ? candidate : null;
}

const rootsOf = (text: string): string => wordsIn(text).map(rootOf).join(' ');

/** The same letters, in another case, with other accents or hyphens. */
function isSpelling(before: string, after: string): boolean {
  const bare = (text: string) => wordsIn(text, { accents: false }).join('');
  return before !== after && bare(before) === bare(after);
}
