import type { HouseRules, Language, Passage, SlideFinding } from '../../../ports/content.ts';
import type { Deck, Subject } from '../../../ports/model-tasks.ts';
import type { CarouselState } from '../state.ts';
import { checkEvidence, type QuoteCheck } from './check-evidence.ts';
import { checkHouseRules } from './check-house-rules.ts';
import { checkLanguage } from './check-language.ts';
import { checkNumbers } from './check-numbers.ts';
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
    /** What the person typed, and the notes on earlier versions: numbers may come from there. */
    brief: string;
    passages: readonly Passage[];
    rules: HouseRules['rules'];
    isVerbatim: QuoteCheck;
    /** What the brief is about; left out for a version that people asked for: they may have changed their mind. */
    subjects?: readonly Subject[];
    pictures?: CarouselState['pictures'];
    /** What the brief is about, for its pictures; and what people wrote for this version, of these slides (null: all). */
    pictured?: { subjects: readonly Subject[]; asked: string; scope: readonly number[] | null };
    /** What the person typed for the call to action. */
    callToAction?: string | null;
    /** Left out for a version that people asked for: they may have asked for another one. */
    language?: Language;
    /** True once the writer had its chance: what a person may accept becomes a warning. */
    lenient?: boolean;
  },
): { findings: SlideFinding[]; warnings: SlideFinding[] } {
  const house = checkHouseRules(deck, facts.rules);
  const story = checkStory(deck);
  const { pictures = [], pictured = { subjects: [], asked: '', scope: null }, rules } = facts;
  const shown = checkPictures(deck, { ...pictured, pictures, rules });
  return {
    findings: [
      ...checkShape(deck, facts.slides),
      ...checkPost(deck.post),
      ...checkText(deck, facts.brief),
      ...(facts.language ? checkLanguage(deck, facts.language) : []),
      ...checkEvidence(deck, facts.passages, facts.isVerbatim),
      ...checkNumbers(deck, facts.brief),
      ...checkPromises(deck, facts.callToAction ?? ''),
      ...checkTopic(deck, facts.subjects ?? [], facts.passages),
      ...house.findings,
      ...shown.findings,
      ...(facts.lenient ? [] : story),
    ],
    warnings: [...house.warnings, ...shown.warnings, ...(facts.lenient ? story : [])],
  };
}
