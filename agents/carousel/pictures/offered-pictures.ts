import type { HouseRules, TeamPicture } from '../../../ports/content.ts';
import type { Deck, Subject } from '../../../ports/model-tasks.ts';
import { namedIn, rootsIn } from '../../drafting/topic/subject.ts';
import { findBanned } from '../../text/find-banned.ts';
import type { CarouselState } from '../state.ts';
import { pictureRoots, sharedRoots } from './picture-fits.ts';

/** Enough to choose from; the words of each take some 60 tokens of every question. */
const MAX_OFFERED = 12;

interface About {
  /** Topic and passages, or what the deck says. */
  text: string;
  /** What a person wrote for this version. */
  asked?: string;
  subjects: readonly Subject[];
  rules: HouseRules['rules'];
}

/**
 * The pictures that a deck may show, those that share most words with what it is made of first. One that shares none, or
 * whose words the house rules forbid, is not offered: its words go out with it. Pure.
 *
 */
export function offeredPictures(pictures: readonly TeamPicture[], about: About): TeamPicture[] {
  const [roots, asked] = [rootsIn(about.text), rootsIn(about.asked ?? '')];
  const blocking = about.rules.filter((rule) => rule.severity === 'block');
  return pictures
    .filter(({ title, alt }) => findBanned(`${title}\n${alt}`, blocking).length === 0)
    .map((picture) => {
      const shown = pictureRoots(picture);
      const named = about.subjects.filter((subject) => namedIn(shown, subject)).length;
      const wished = sharedRoots(shown, asked);
      return { picture, shared: sharedRoots(shown, roots) + 3 * (named + wished) };
    })
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, MAX_OFFERED)
    .map(({ picture }) => picture);
}

/** And what the deck shows already, removed meanwhile or not: a slide that is not to change stays as it is. Pure. */
export function stillOffered(
  before: CarouselState['pictures'],
  kept: readonly TeamPicture[],
  deck: Deck,
  about: About,
): CarouselState['pictures'] {
  const standing = new Set(kept.map((p) => p.id));
  const shown = picturesOn(deck);
  const used = before
    .filter((p) => shown.has(p.id))
    .map(({ removed: _, ...p }) => (standing.has(p.id) ? p : { ...p, removed: true }));
  const others = kept.filter((p) => !shown.has(p.id));
  return [...used, ...offeredPictures(others, about)];
}

/** Ids of the pictures that the slides show. */
export function picturesOn(deck: Deck): Set<string> {
  return new Set(deck.slides.flatMap((slide) => (slide.layout === 'picture' ? [slide.picture] : [])));
}
