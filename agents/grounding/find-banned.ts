import type { HouseRules } from '../../ports/content.ts';
import { foldText } from './fold-text.ts';

export interface BannedFound {
  rule: HouseRules['rules'][number];
  /** As it stands in the text. */
  text: string;
  start: number;
  end: number;
}

/**
 * What a team's rules forbid in a text: without case and accents, as whole words, blanks and hyphens alike.
 *
 * A pattern also meets its plain inflections: "revolucionário" meets "revolucionárias", "garante" meets "garantir".
 * Rules of other kinds forbid no words and are passed over: a guideline is a sentence that only a model can check.
 */
export function findBanned(text: string, rules: HouseRules['rules']): BannedFound[] {
  const folded = foldText(text, { accents: false });
  const found: BannedFound[] = [];
  for (const rule of rules) {
    if (rule.kind !== 'banned_word' && rule.kind !== 'banned_claim') continue;
    const pattern = patternOf(rule.pattern);
    if (!pattern) continue;
    for (const match of folded.text.matchAll(pattern)) {
      const start = folded.map[match.index] ?? 0;
      const end = folded.ends[match.index + match[0].length - 1] ?? start;
      found.push({ rule, text: text.slice(start, end), start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

function patternOf(written: string): RegExp | undefined {
  const words = foldText(written, { accents: false })
    .text.split(/[\s-]+/)
    .filter((w) => w !== '');
  if (words.length === 0) return undefined;
  const body = words.map(inflected).join('[\\s-]+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${body}(?![\\p{L}\\p{N}])`, 'gu');
}

/** Endings by the rule of the word's last letters; the folded form has no accents. */
const endings: [RegExp, string][] = [
  [/ao$/, '(?:ao|aos|oes|aes|a|as)'],
  [/(?<=[aeiou])l$/, '(?:l|is)'],
  [/m$/, '(?:m|ns)'],
  [/[oa]$/, '(?:o|a|os|as|am|ar)'],
  [/e$/, '(?:e|es|em|er|ir|ido|ida|idos|idas)'],
  [/[rz]$/, '(?:$&|$&es)'],
];

// Small words of a phrase ("sem", "do", "o") have no plural that matters, and "o" would meet "a".
const MIN_INFLECTED = 4;

function inflected(word: string): string {
  const literal = (w: string) => w.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  if (word.length < MIN_INFLECTED || !/^\p{L}+$/u.test(word)) return literal(word);
  if (/(?:cao|sao)$/.test(word)) return `${literal(word.slice(0, -2))}(?:ao|oes)`;
  for (const [ending, forms] of endings) {
    const match = ending.exec(word);
    if (match) return literal(word.slice(0, match.index)) + forms.replaceAll('$&', match[0]);
  }
  return /s$/.test(word) ? `${literal(word.slice(0, -1))}s?` : `${literal(word)}s?`;
}
