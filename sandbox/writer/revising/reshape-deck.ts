import { capital } from '../reading/shorten.ts';
import type { Slide } from '../wire.ts';
import type { Offers } from './find-replacement.ts';
import type { Change } from './read-note.ts';

/** A deck of the job has 5 to 12 slides, cover and call to action at its ends. */
const SLIDES = { min: 5, max: 12 };

/**
 * Takes a slide out, puts one in, or lets two change places; `slides` is changed in place.
 *
 * @param at 0-based; undefined: the note names no slide.
 */
export function reshape(slides: Slide[], at: number | undefined, change: Change, offers: Offers): void {
  const movable = (i: number | undefined): i is number => i !== undefined && i > 0 && i < slides.length - 1;
  if (change.do === 'insert' && slides.length < SLIDES.max) {
    const slide = offers.slide(slides, change.about);
    if (slide) slides.splice(movable(at) ? at : -1, 0, slide);
  }
  if (change.do === 'drop' && movable(at) && slides.length > SLIDES.min) {
    const [gone] = slides.splice(at, 1);
    const [cover] = slides;
    // Without one of its members the series is no longer as long as the cover says.
    if (gone && cover && inSeries(gone))
      slides[0] = { ...cover, title: capital(cover.title.replace(/^\d{1,2}\s+/, '')) };
  }
  const other = change.do === 'swap' ? change.with - 1 : undefined;
  const [one, two] = [slides[at ?? -1], slides[other ?? -1]];
  if (movable(at) && movable(other) && one && two) {
    slides[at] = two;
    slides[other] = one;
  }
}

/** A member of a counted series: "Erro 2: ...". */
export const inSeries = (slide: Slide): boolean => /^\p{L}+ \d+:/u.test(slide.title);
