import type { CheckedClaim, HouseRules, Language, Passage, SlideFinding } from '../../../ports/content.ts';
import type { Deck, Subject } from '../../../ports/model-tasks.ts';
import { checkClaims } from '../../drafting/evidence/check-claims.ts';
import type { FaultyClaim } from '../../drafting/evidence/check-evidence.ts';
import type { CarouselState } from '../state.ts';
import { statementsOfDeck } from '../statements-of.ts';
import { checkHouseRules } from './check-house-rules.ts';
import { checkLanguage } from './check-language.ts';
import { checkPictures } from './check-pictures.ts';
import { checkPost } from './check-post.ts';
import { checkPromises } from './check-promises.ts';
import { checkShape } from './check-shape.ts';
import { checkStory } from './check-story.ts';
import { checkText } from './check-text.ts';
import { checkTopic } from './check-topic.ts';

/** All checks that need no picture. `findings` must be repaired before a person sees the deck; `warnings` go along. Pure. */
export function checkDeck(
  deck: Deck,
  facts: {
    slides: number;
    /** What the person typed, and the notes on earlier versions: numbers and names may come from there. */
    brief: string;
    /** Who publishes: names of the brand. */
    publisher?: readonly string[];
    /** People's notes, word for word. */
    notes?: readonly string[];
    faulty?: readonly FaultyClaim[];
    passages: readonly Passage[];
    rules: HouseRules['rules'];
    /** What the brief is about; left out for a version that people asked for: they may have changed their mind. */
    subjects?: readonly Subject[];
    pictures?: CarouselState['pictures'];
    /** What the brief is about, for its pictures; and what people wrote for this version, of these slides (null: all). */
    pictured?: { subjects: readonly Subject[]; asked: string; scope: readonly number[] | null };
    /** What the person typed for the call to action. */
    callToAction?: string | null;
    language: Language;
    /** For a version that people asked for: they may have asked for another language in it. */
    mayBeInAnother?: boolean;
    /** True once the writer had its chance: what a person may accept becomes a warning. */
    lenient?: boolean;
  },
): {
  findings: SlideFinding[];
  warnings: SlideFinding[];
  claims: CheckedClaim[];
  faulty: FaultyClaim[];
} {
  const evidence = checkClaims(statementsOfDeck(deck), {
    language: facts.language,
    passages: facts.passages,
    own: [facts.brief, ...(facts.publisher ?? [])],
    notes: facts.notes ?? [],
    faulty: facts.faulty ?? [],
  });
  const house = checkHouseRules(deck, facts.rules);
  const story = checkStory(deck);
  const { pictures = [], pictured = { subjects: [], asked: '', scope: null }, rules } = facts;
  const shown = checkPictures(deck, { ...pictured, pictures, rules });
  return {
    findings: [
      ...checkShape(deck, facts.slides),
      ...checkPost(deck.post),
      ...checkText(deck, facts.brief),
      ...(facts.mayBeInAnother ? [] : checkLanguage(deck, facts.language)),
      ...evidence.found,
      ...checkPromises(deck, facts.callToAction ?? ''),
      ...checkTopic(deck, facts.subjects ?? [], facts.passages),
      ...house.findings,
      ...shown.findings,
      ...(facts.lenient ? [] : story),
    ],
    warnings: [...evidence.hidden, ...house.warnings, ...shown.warnings, ...(facts.lenient ? story : [])],
    claims: evidence.claims,
    faulty: evidence.faulty,
  };
}
