import type { HouseRules } from '../../../ports/content.ts';
import type { Deck, Issue } from '../../design/slides/deck.ts';
import { findBanned } from '../../text/find-banned.ts';
import { allTexts } from './slide-texts.ts';

/** What the team's rules forbid or demand, split by how hard they are. Pure. */
export function checkHouseRules(
  deck: Deck,
  rules: HouseRules['rules'],
): { issues: Issue[]; warnings: Issue[] } {
  const texts = allTexts(deck);
  const found = { issues: [] as Issue[], warnings: [] as Issue[] };
  const say = (rule: HouseRules['rules'][number], issue: Issue) => {
    const list = rule.severity === 'block' ? found.issues : found.warnings;
    // One finding for a rule and a slide, however often the words stand there.
    if (!list.some((i) => i.slide === issue.slide && i.message === issue.message)) list.push(issue);
  };
  for (const { slide, text } of texts) {
    for (const { rule } of findBanned(text, rules)) {
      say(rule, {
        slide,
        code: rule.kind,
        message: `The house rules forbid "${rule.pattern}": ${rule.reason}`,
      });
    }
  }
  for (const rule of rules.filter((r) => r.kind === 'required_disclaimer')) {
    // Looked for as a banned phrase is, so that case, accents and blanks do not matter.
    const asBanned = [{ ...rule, kind: 'banned_claim' as const }];
    if (texts.every(({ text }) => findBanned(text, asBanned).length === 0)) {
      say(rule, {
        slide: null,
        code: 'disclaimer_missing',
        message: `The house rules require "${rule.pattern}": ${rule.reason}`,
      });
    }
  }
  return found;
}
