import type { SlideFinding } from '../../../ports/content.ts';
import { checkShape as checkSlide } from '../../design/slides/check-shape.ts';
import type { Deck } from '../../design/slides/deck.ts';

/** Number and order of slides, and what can be said of each before it is drawn. Pure. */
export function checkShape(deck: Deck, slides: number): SlideFinding[] {
  const issues: SlideFinding[] = [];
  const count = deck.slides.length;
  if (count !== slides)
    issues.push({ place: null, code: 'slide_count', params: { count, min: slides, max: slides } });
  if (deck.title.trim() === '') issues.push({ place: null, code: 'no_title', params: { of: 'deck' } });
  for (const [at, slide] of deck.slides.entries()) {
    const place = at + 1;
    if ((at === 0) !== (slide.layout === 'cover')) issues.push({ place, code: 'cover_position', params: {} });
    if ((at === count - 1) !== (slide.layout === 'cta'))
      issues.push({ place, code: 'cta_position', params: {} });
    issues.push(...checkSlide(slide, place));
  }
  return issues;
}
