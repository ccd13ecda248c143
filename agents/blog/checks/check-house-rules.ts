import { findBanned } from '../../grounding/find-banned.ts';
import type { Article, Finding } from '../state.ts';
import type { Facts } from './facts.ts';
import { findingOf } from './finding-texts.ts';
import { partText, titleTexts } from './part-text.ts';

/**
 * What the team's rules forbid, in every text that will be published; the quotes too, for footnotes show them. Required
 * disclaimers are not looked for: code adds them. Pure.
 */
export function checkHouseRules(
  article: Article,
  { language, rules }: Pick<Facts, 'language' | 'rules'>,
): { issues: Finding[]; warnings: Finding[] } {
  const found = { issues: [] as Finding[], warnings: [] as Finding[] };
  const texts = [
    ...titleTexts(article).map((t) => ({ ...t, isQuote: false })),
    ...article.parts.flatMap((part) => [
      { part: part.id, text: part.heading, isQuote: false },
      { part: part.id, text: partText(part), isQuote: false },
      ...part.evidence.map(({ quote }) => ({ part: part.id, text: quote, isQuote: true })),
    ]),
  ];
  for (const { part, text, isQuote } of texts) {
    for (const { rule } of findBanned(text, [...rules])) {
      const { pattern, reason, severity } = rule;
      const kind = rule.kind === 'banned_claim' ? 'banned_claim' : 'banned_word';
      const code = isQuote ? 'banned_in_quote' : kind;
      const finding = findingOf(language, part, code, { pattern, reason }, severity === 'block');
      const list = finding.hard ? found.issues : found.warnings;
      // One finding for a rule and a part, however often the words stand there.
      if (!list.some((f) => f.part === part && f.message === finding.message)) list.push(finding);
    }
  }
  return found;
}
