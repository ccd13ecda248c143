import { textsOf } from '../composing/slide-text.ts';
import { fold } from '../reading/words.ts';
import type { Slide, WriterTask } from '../wire.ts';
import { withoutTexts } from './edit-slide.ts';
import type { Offers } from './find-replacement.ts';

/** Whether a text holds a word or claim that the house rules block; as whole words, without case and accents. */
export function breaksRules(text: string, task: Pick<WriterTask, 'rules'>): boolean {
  const words = ` ${(fold(text).match(/[\p{L}\p{N}%]+/gu) ?? []).join(' ')} `;
  return task.rules.rules.some((rule) => {
    if (rule.severity !== 'block' || !rule.kind.startsWith('banned')) return false;
    const pattern = (fold(rule.pattern).match(/[\p{L}\p{N}%]+/gu) ?? []).join(' ');
    return pattern !== '' && words.includes(` ${pattern} `);
  });
}

/** The slide without what the rules block: the sentence goes, else another point takes the slide's place. */
export function applyRules(slide: Slide, task: WriterTask, slides: Slide[], offers: Offers): Slide {
  if (!textsOf(slide).some((t) => breaksRules(t, task))) return slide;
  return withoutTexts(slide, (t) => breaksRules(t, task)) ?? offers.slide(slides, '') ?? slide;
}
