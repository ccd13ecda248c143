import type { HouseRule } from '../../../ports/content.ts';
import { findBanned } from '../../grounding/find-banned.ts';
import type { Article, Finding } from '../state.ts';
import type { Facts } from './facts.ts';
import { partText, titleTexts } from './part-text.ts';

/**
 * What the team's rules forbid, in every text that will be published; the quotes too, for footnotes show them. Required
 * disclaimers are not looked for: code adds them. Pure.
 */
export function checkHouseRules(
  article: Article,
  { rules }: Pick<Facts, 'rules'>,
): { issues: Finding[]; warnings: Finding[] } {
  const found = { issues: [] as Finding[], warnings: [] as Finding[] };
  const say = (rule: HouseRule, part: string, message: string) => {
    const isHard = rule.severity === 'block';
    const list = isHard ? found.issues : found.warnings;
    // One finding for a rule and a part, however often the words stand there.
    if (list.some((f) => f.part === part && f.message === message)) return;
    list.push({ part, code: rule.kind, message, hard: isHard });
  };
  const texts = [
    ...titleTexts(article),
    ...article.parts.flatMap((part) => [
      { part: part.id, text: part.heading },
      { part: part.id, text: partText(part) },
    ]),
  ];
  for (const { part, text } of texts) {
    for (const { rule } of findBanned(text, [...rules])) {
      say(rule, part, `The house rules forbid "${rule.pattern}": ${rule.reason}`);
    }
  }
  for (const part of article.parts) {
    for (const { quote } of part.evidence) {
      for (const { rule } of findBanned(quote, [...rules])) {
        say(
          rule,
          part.id,
          `A quote holds "${rule.pattern}", which the house rules forbid: choose another quote.`,
        );
      }
    }
  }
  return found;
}
