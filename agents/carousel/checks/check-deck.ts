import type { HouseRules, Passage } from '../../../ports/content.ts';
import type { Deck, Issue } from '../deck.ts';
import { checkEvidence, type QuoteCheck } from './check-evidence.ts';
import { checkHouseRules } from './check-house-rules.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkPost } from './check-post.ts';
import { checkShape } from './check-shape.ts';
import { checkText } from './check-text.ts';

/** All checks that need no picture. `issues` must be repaired before a person sees the deck; `warnings` go along. Pure. */
export function checkDeck(
  deck: Deck,
  facts: {
    slides: number;
    /** What the person typed, and the notes on earlier versions: numbers may come from there. */
    brief: string;
    passages: readonly Passage[];
    rules: HouseRules['rules'];
    isVerbatim: QuoteCheck;
  },
): { issues: Issue[]; warnings: Issue[] } {
  const house = checkHouseRules(deck, facts.rules);
  return {
    issues: [
      ...checkShape(deck, facts.slides),
      ...checkPost(deck.post),
      ...checkText(deck),
      ...checkEvidence(deck, facts.passages, facts.isVerbatim),
      ...checkNumbers(deck, facts.brief),
      ...house.issues,
    ],
    warnings: house.warnings,
  };
}
