import type { Deck } from '../../../ports/model-tasks.ts';
import { slideTexts } from '../../design/slide-text.ts';
import type { DraftText } from '../../text/ai-sounding.ts';

/** A deck as its sound is judged: each text of a slide (1-based), hook and body of the post (null). Pure. */
export function deckTexts({ slides, post }: Deck): DraftText<number | null>[] {
  const all = slides.flatMap((slide) => slide.evidence.map((e) => e.quote));
  return [
    ...slides.flatMap((slide, at) => {
      const own = slide.evidence.map((e) => e.quote);
      const quotes = slide.layout === 'quote' ? [...own, slide.quote] : own;
      return slideTexts(slide).map((text) => ({
        place: at + 1,
        text,
        role: 'title' as const,
        isCited: own.length > 0,
        quotes,
      }));
    }),
    { place: null, text: post.hook, role: 'opening', quotes: all },
    { place: null, text: post.body, role: 'body', quotes: all },
  ];
}
