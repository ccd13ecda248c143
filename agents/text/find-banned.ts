import type { HouseRules } from '../../ports/content.ts';
import { foldText } from './fold-text.ts';
import { asItLooks } from './look-alikes.ts';
import { wordForms } from './word-forms.ts';

interface BannedFound {
  rule: HouseRules['rules'][number];
  /** As it stands in the text. */
  text: string;
  start: number;
  end: number;
}

/**
 * What a team's rules forbid in a text: without case and accents, as whole words, in any form that `wordForms` knows.
 * Between the words of a phrase blanks, hyphens, slashes, underlines and commas are alike; "100 %" is "100%".
 *
 * Rules of other kinds forbid no words and are passed over: a guideline is a sentence that only a model can check.
 */
export function findBanned(text: string, rules: HouseRules['rules']): BannedFound[] {
  const folded = foldText(text, { accents: false });
  const tokens = tokensOf(folded.text);
  const places = Map.groupBy(tokens.keys(), (at) => tokens[at]?.word ?? '');
  const found: BannedFound[] = [];
  for (const rule of rules) {
    if (rule.kind !== 'banned_word' && rule.kind !== 'banned_claim') continue;
    const [first, ...others] = tokensOf(foldText(rule.pattern, { accents: false }).text).map(({ word }) =>
      wordForms(word),
    );
    let free = 0;
    const starts = [...(first ?? [])].flatMap((form) => places.get(form) ?? []).sort((a, b) => a - b);
    for (const at of starts) {
      if (at < free || !others.every((forms, n) => forms.has(tokens[at + n + 1]?.word ?? ''))) continue;
      free = at + others.length + 1;
      const start = folded.map[tokens[at]?.start ?? 0] ?? 0;
      const end = folded.ends[(tokens[at + others.length]?.end ?? 0) - 1] ?? start;
      found.push({ rule, text: text.slice(start, end), start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

interface Token {
  word: string;
  start: number;
  end: number;
}

/** Words, and every other sign by itself; what only separates words is nothing. */
function tokensOf(folded: string): Token[] {
  const tokens = folded.matchAll(/por cento(?![\p{L}\p{N}])|[\p{L}\p{N}]+|[^\s\-/_,]/gu);
  return [...tokens].map(({ 0: word, index }) => ({
    word: /^(?:por cento|percent)$/.test(word) ? '%' : asItLooks(word),
    start: index,
    end: index + word.length,
  }));
}
