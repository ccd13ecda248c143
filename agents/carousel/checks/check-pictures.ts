import type { HouseRules } from '../../../ports/content.ts';
import type { Deck, Issue } from '../../design/slides/deck.ts';
import type { Subject } from '../../drafting/topic/subject.ts';
import { findBanned } from '../../text/find-banned.ts';
import { pictureFits } from '../pictures/picture-fits.ts';
import type { CarouselState } from '../state.ts';

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
): { issues: Issue[]; warnings: Issue[] } {
  const found = { issues: [] as Issue[], warnings: [] as Issue[] };
  const seen = new Set<string>();
  for (const [at, slide] of deck.slides.entries()) {
    if (slide.layout !== 'picture') continue;
    const say = (list: Issue[], code: string, message: string) => list.push({ slide: at + 1, code, message });
    const picture = facts.pictures.find(({ id }) => id === slide.picture);
    if (picture === undefined) {
      say(
        found.issues,
        'unknown_picture',
        'The slide names a picture that is not among those that may be shown.',
      );
      continue;
    }
    const { id, title, alt } = picture;
    if (seen.has(id))
      say(found.issues, 'picture_twice', `The picture "${title}" stands on another slide already.`);
    seen.add(id);
    const mayChange = facts.scope === null || facts.scope.includes(at + 1);
    const asked = mayChange ? facts.asked : '';
    // On a slide that this version leaves alone people have seen it, and may have wished for it.
    if (mayChange && !pictureFits(picture, slide, { subjects: facts.subjects, asked }))
      say(
        found.issues,
        'picture_off_topic',
        `The picture "${title}" shows something else than the slide is about.`,
      );
    for (const { rule } of findBanned(alt, facts.rules))
      say(
        rule.severity === 'block' ? found.issues : found.warnings,
        rule.kind,
        `The house rules forbid "${rule.pattern}": ${rule.reason}`,
      );
    if (picture.removed)
      say(found.warnings, 'picture_removed', `The picture "${title}" is no longer in the knowledge base.`);
  }
  return found;
}
