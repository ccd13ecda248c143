import type { DeckMaterial, Slide } from '../../../ports/model-tasks.ts';
import { withoutPicture } from '../composing/add-pictures.ts';
import { slideWords } from '../composing/slide-text.ts';
import { anotherSlide } from './another-slide.ts';
import { shortTitle } from './short-title.ts';
import { shrink } from './shrink-slide.ts';

/** Answers what a check found on one slide: less text, or another point of the passages. */
export function repairSlide(slide: Slide, code: string, task: DeckMaterial, slides: Slide[]): Slide {
  if (/picture/.test(code)) return slide.layout === 'picture' ? withoutPicture(slide) : slide;
  if (/title/.test(code)) return { ...slide, title: shortTitle(slide.title) };
  const shorter = shrink(slide);
  const isTooLong = /words|overflow|long|items/.test(code) && slideWords(shorter) < slideWords(slide);
  if (isTooLong || slide.layout === 'cover' || slide.layout === 'cta') return shorter;
  return anotherSlide(task, slides, '') ?? shorter;
}
