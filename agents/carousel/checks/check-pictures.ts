import type { HouseRules, SlideFinding } from '../../../ports/content.ts';
import type { Deck, Subject } from '../../../ports/model-tasks.ts';
import { findBanned } from '../../text/find-banned.ts';
import { pictureFits } from '../pictures/picture-fits.ts';
import type { CarouselState } from '../state.ts';
import { forbidden } from './check-house-rules.ts';

/**
 * Each picture is one of those that were offered, stands once, shows what its slide is about, and carries no words that
 * the house rules forbid. Pure.
 *
 * @param asked What people wrote for this version; for the slides of `scope` (null: all) it counts as their headline.
 */
export function checkPictures(
  deck: Deck,
  facts: {
    pictures: CarouselState['pictures'];
    subjects: readonly Subject[];
    rules: HouseRules['rules'];
    asked: string;
    scope: readonly number[] | null;
  },
): { findings: SlideFinding[]; warnings: SlideFinding[] } {
  const found = { findings: [] as SlideFinding[], warnings: [] as SlideFinding[] };
  const seen = new Set<string>();
  for (const [at, slide] of deck.slides.entries()) {
    if (slide.layout !== 'picture') continue;
    const place = at + 1;
    const picture = facts.pictures.find(({ id }) => id === slide.picture);
    if (picture === undefined) {
      found.findings.push({ place, code: 'unknown_picture', params: {} });
      continue;
    }
    const { id, title, alt } = picture;
    if (seen.has(id)) found.findings.push({ place, code: 'picture_twice', params: { title } });
    seen.add(id);
    const mayChange = facts.scope === null || facts.scope.includes(place);
    const asked = mayChange ? facts.asked : '';
    // On a slide that this version leaves alone people have seen it, and may have wished for it.
    if (mayChange && !pictureFits(picture, slide, { subjects: facts.subjects, asked }))
      found.findings.push({ place, code: 'picture_off_topic', params: { title } });
    for (const { rule } of findBanned(alt, facts.rules))
      (rule.severity === 'block' ? found.findings : found.warnings).push(forbidden(place, rule));
    if (picture.removed) found.warnings.push({ place, code: 'picture_removed', params: { title } });
  }
  return found;
}
