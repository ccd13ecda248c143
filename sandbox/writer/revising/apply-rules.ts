import { breaksRules } from '../composing/breaks-rules.ts';
import { textsOf } from '../composing/slide-text.ts';
import type { Slide, WriterTask } from '../wire.ts';
import { withoutTexts } from './edit-slide.ts';
import type { Offers } from './find-replacement.ts';

/** The slide without what the rules block: the sentence goes, else another point takes the slide's place. */
export function applyRules(slide: Slide, task: WriterTask, slides: Slide[], offers: Offers): Slide {
  if (!textsOf(slide).some((t) => breaksRules(t, task))) return slide;
  return withoutTexts(slide, (t) => breaksRules(t, task)) ?? offers.slide(slides, '') ?? slide;
}
