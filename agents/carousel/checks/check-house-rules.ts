import { isDeepStrictEqual } from 'node:util';
import type { HouseRules, SlideFinding } from '../../../ports/content.ts';
import type { Deck } from '../../../ports/model-tasks.ts';
import { findBanned } from '../../text/find-banned.ts';
import { allTexts } from './all-texts.ts';

/** What the team's rules forbid or demand, split by how hard they are. Pure. */
export function checkHouseRules(
  deck: Deck,
  rules: HouseRules['rules'],
): { findings: SlideFinding[]; warnings: SlideFinding[] } {
  const texts = allTexts(deck);
  const found = { findings: [] as SlideFinding[], warnings: [] as SlideFinding[] };
  const say = (rule: HouseRules['rules'][number], finding: SlideFinding) => {
    const list = rule.severity === 'block' ? found.findings : found.warnings;
    // One finding for a rule and a slide, however often the words stand there.
    if (!list.some((i) => isDeepStrictEqual(i, finding))) list.push(finding);
  };
  for (const { slide, text } of texts) {
    for (const { rule } of findBanned(text, rules)) {
      say(rule, forbidden(slide, rule));
    }
  }
  for (const rule of rules.filter((r) => r.kind === 'required_disclaimer')) {
    // Looked for as a banned phrase is, so that case, accents and blanks do not matter.
    const asBanned = [{ ...rule, kind: 'banned_claim' as const }];
    if (texts.every(({ text }) => findBanned(text, asBanned).length === 0)) {
      const { pattern, reason } = rule;
      say(rule, { place: null, code: 'disclaimer_missing', params: { pattern, reason } });
    }
  }
  return found;
}

export function forbidden(
  place: number | null,
  { kind, pattern, reason }: HouseRules['rules'][number],
): SlideFinding {
  const code = kind === 'banned_claim' ? 'banned_claim' : 'banned_word';
  return { place, code, params: { pattern, reason } };
}
