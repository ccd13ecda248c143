import { isDeepStrictEqual } from 'node:util';
import type { HouseRule } from '../../../ports/content.ts';
import { clip } from '../../text/clip.ts';
import { findBanned } from '../../text/find-banned.ts';
import { oneLine } from './clean-text.ts';
import { type Finding, findingOf } from './finding.ts';
import { partText } from './plain-text.ts';
import type { Written } from './written.ts';

/**
 * What the team's rules forbid, in every text as it will be published. Footnotes show the quotes, in any language
 * their source is: they are held against the rules of every language. Required disclaimers are not looked for: code
 * adds them. Pure.
 */
export function checkHouseRules(
  { titles, parts }: Pick<Written, 'titles' | 'parts'>,
  { rules, quoteRules }: { rules: readonly HouseRule[]; quoteRules: readonly HouseRule[] },
): { findings: Finding[]; warnings: Finding[] } {
  const found = { findings: [] as Finding[], warnings: [] as Finding[] };
  const texts = [
    ...titles.map((t) => ({ ...t, isQuote: false })),
    ...parts.flatMap((part) => [
      { part: part.id, text: part.heading, isQuote: false },
      { part: part.id, text: partText(part), isQuote: false },
      ...part.evidence.map(({ quote }) => ({ part: part.id, text: quote, isQuote: true })),
    ]),
  ];
  for (const { part, text, isQuote } of texts) {
    for (const { rule } of findBanned(oneLine(text), isQuote ? [...quoteRules] : [...rules])) {
      const { pattern, reason, severity } = rule;
      const kind = rule.kind === 'banned_claim' ? 'banned_claim' : 'banned_word';
      const isHard = severity === 'block';
      const finding = isQuote
        ? findingOf(part, 'banned_in_quote', { pattern, reason, quote: clip(text, 120) }, isHard)
        : findingOf(part, kind, { pattern, reason }, isHard);
      const list = finding.hard ? found.findings : found.warnings;
      // One finding for a rule and a part, however often the words stand there.
      if (!list.some((f) => isDeepStrictEqual(f, finding))) list.push(finding);
    }
  }
  return found;
}
