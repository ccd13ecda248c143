import type { FindingCode, FindingParams, Passage, SlideFinding } from '../../../ports/content.ts';
import type { Deck } from '../../../ports/model-tasks.ts';
import { findingAt } from '../../drafting/say-finding.ts';
import { clip } from '../../text/clip.ts';

/** True when `quote` stands in `text` word for word (typography aside). */
export type QuoteCheck = (quote: string, text: string) => boolean;

/** Slides that may claim nothing, so need no quote. */
const WITHOUT_EVIDENCE = ['cover', 'cta'];

/**
 * Every slide but cover and call to action rests on at least one quote, and every quote stands in the passage that it
 * names. It proves that the words exist; whether they support the slide is judged afterwards. Pure.
 */
export function checkEvidence(
  deck: Deck,
  passages: readonly Passage[],
  isVerbatim: QuoteCheck,
): SlideFinding[] {
  const byId = new Map(passages.map((p) => [p.id, p]));
  const findings: SlideFinding[] = [];
  for (const [at, slide] of deck.slides.entries()) {
    const say = <C extends FindingCode>(code: C, params: FindingParams[C]) =>
      findings.push(findingAt(at + 1, code, params));
    if (slide.evidence.length === 0 && !WITHOUT_EVIDENCE.includes(slide.layout))
      say('no_quote', { of: 'slide' });
    for (const { passage_id, quote } of slide.evidence) {
      const passage = byId.get(passage_id);
      if (passage === undefined) say('unknown_passage', { quote: clip(quote, 120) });
      else if (!isVerbatim(quote, passage.text))
        say('quote_not_found', { source: passage.title, quote: clip(quote, 120) });
    }
    if (
      slide.layout === 'quote' &&
      !slide.evidence.some((e) => isVerbatim(slide.quote, byId.get(e.passage_id)?.text ?? ''))
    )
      say('shown_quote_not_found', {});
  }
  return findings;
}
