import type { TeamPicture } from '../../../ports/content.ts';
import type { Slide, Subject } from '../../../ports/model-tasks.ts';
import { slideTexts } from '../../design/slide-text.ts';
import { namedIn, rootsIn } from '../../drafting/topic/subject.ts';

/** Words that any picture has: they say nothing of what it shows. */
const ANY_PICTURE = rootsIn(
  'foto fotos fotografia imagem imagens figura vista detalhe close photo photograph picture image figure view detail shot',
);

/** Roots of what a picture shows, in the words of its title and its alternative text. */
export function pictureRoots({ title, alt }: Pick<TeamPicture, 'title' | 'alt'>): Set<string> {
  return new Set([...rootsIn(`${title} ${alt}`)].filter((root) => !ANY_PICTURE.has(root)));
}

export function sharedRoots(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...some].filter((root) => others.has(root)).length;
}

/**
 * Whether a picture shows what a slide is about, as far as words tell: both name a subject of the brief, they share a word
 * of the headline, or two words at all. Pure.
 *
 * @param asked What a person wrote about the picture of this slide: counts as its headline does.
 */
export function pictureFits(
  picture: Pick<TeamPicture, 'title' | 'alt'>,
  slide: Slide,
  { subjects = [], asked = '' }: { subjects?: readonly Subject[]; asked?: string } = {},
): boolean {
  const shown = pictureRoots(picture);
  const headline = rootsIn(`${slide.title} ${asked}`);
  const said = rootsIn([...slideTexts(slide), ...slide.evidence.map((e) => e.quote)].join('\n'));
  if (sharedRoots(shown, headline) > 0 || sharedRoots(shown, said) > 1) return true;
  return subjects.some((subject) => namedIn(shown, subject) && namedIn(said, subject));
}
