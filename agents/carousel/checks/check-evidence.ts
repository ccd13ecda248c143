import type { Passage } from '../../../ports/content.ts';
import type { Deck, Issue } from '../../design/slides/deck.ts';
import { clip } from '../../text/clip.ts';

/** True when `quote` stands in `text` word for word (typography aside). */
export type QuoteCheck = (quote: string, text: string) => boolean;

/** Slides that may claim nothing, so need no quote. */
const WITHOUT_EVIDENCE = ['cover', 'cta'];

/**
 * Every slide but cover and call to action rests on at least one quote, and every quote stands in the passage that it
 * names. It proves that the words exist; whether they support the slide is judged afterwards. Pure.
 */
export function checkEvidence(deck: Deck, passages: readonly Passage[], isVerbatim: QuoteCheck): Issue[] {
  const byId = new Map(passages.map((p) => [p.id, p]));
  const issues: Issue[] = [];
  for (const [at, slide] of deck.slides.entries()) {
    const say = (code: string, message: string) => issues.push({ slide: at + 1, code, message });
    if (slide.evidence.length === 0 && !WITHOUT_EVIDENCE.includes(slide.layout)) {
      say('no_quote', 'The slide rests on no quote; add evidence from the passages or take it out.');
    }
    for (const { passage_id, quote } of slide.evidence) {
      const passage = byId.get(passage_id);
      if (passage === undefined) {
        const words = clip(quote, 120);
        say(
          'unknown_passage',
          `The quote "${words}" names no passage that was given; use the ids of "passages".`,
        );
      } else if (!isVerbatim(quote, passage.text)) {
        say('quote_not_found', `Not word for word in "${passage.title}": "${clip(quote, 120)}"`);
      }
    }
    if (
      slide.layout === 'quote' &&
      !slide.evidence.some((e) => isVerbatim(slide.quote, byId.get(e.passage_id)?.text ?? ''))
    ) {
      say(
        'quote_not_found',
        'The words shown as a quote are not word for word in a passage of the evidence.',
      );
    }
  }
  return issues;
}
