import type { SlideFinding } from '../../../ports/content.ts';
import type { Deck } from '../../../ports/model-tasks.ts';
import { checkSlide } from '../../design/slides/check-slide.ts';

/** Number and order of slides, and what can be said of each before it is drawn. Pure. */
export function checkShape(deck: Deck, slides: number): SlideFinding[] {
  const findings: SlideFinding[] = [];
  const count = deck.slides.length;
  if (count !== slides)
    findings.push({ place: null, code: 'slide_count', params: { count, min: slides, max: slides } });
  if (deck.title.trim() === '') findings.push({ place: null, code: 'no_title', params: { of: 'deck' } });
  for (const [at, slide] of deck.slides.entries()) {
    const place = at + 1;
    if ((at === 0) !== (slide.layout === 'cover'))
      findings.push({ place, code: 'cover_position', params: {} });
    if ((at === count - 1) !== (slide.layout === 'cta'))
      findings.push({ place, code: 'cta_position', params: {} });
    findings.push(...checkSlide(slide, place));
  }
  return findings;
}
