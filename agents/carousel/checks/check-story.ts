import type { SlideFinding } from '../../../ports/content.ts';
import type { Deck, Slide } from '../../../ports/model-tasks.ts';
import { foldText } from '../../text/fold-text.ts';

const MISTAKES = /(?<!\p{L})(?:erros?|falhas?|armadilhas?|mistakes?|errors?|pitfalls?|failures?)(?!\p{L})/u;

/**
 * What to do comes before what goes wrong with it: steps stand before the mistakes, unless the deck is about the mistakes.
 * Pure.
 */
export function checkStory(deck: Deck): SlideFinding[] {
  const speaks = (text: string) => MISTAKES.test(foldText(text, { accents: false }).text);
  if (speaks(`${deck.title}\n${deck.slides[0]?.title ?? ''}`)) return [];
  const isSteps = (slide: Slide) => slide.layout === 'steps';
  const mistakes = deck.slides.findIndex((slide) => !isSteps(slide) && speaks(slide.title));
  const late = deck.slides.findIndex((slide, at) => isSteps(slide) && mistakes >= 0 && at > mistakes);
  if (late < 0) return [];
  return [{ place: null, code: 'story_order', params: { steps: late + 1, mistakes: mistakes + 1 } }];
}
