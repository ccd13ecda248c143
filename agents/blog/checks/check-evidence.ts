import type { FindingCode, FindingParams } from '../../../ports/content.ts';
import { type Finding, findingOf } from '../../drafting/parts/finding.ts';
import { clip } from '../../text/clip.ts';
import type { Article } from '../state.ts';
import type { Facts } from './facts.ts';
import { isFrame } from './part-text.ts';

/** Fewer words prove that something was written, not that it was said. */
const MIN_QUOTE_WORDS = 4;

/**
 * Every section cites, every mark has its evidence, and every quote stands in the passage that it names. It proves that
 * the words exist; whether they support the text is judged afterwards. Pure.
 */
export function checkEvidence(
  article: Article,
  { passages, isVerbatim }: Pick<Facts, 'passages' | 'isVerbatim'>,
): Finding[] {
  const byId = new Map(passages.map((p) => [p.id, p]));
  const found: Finding[] = [];
  for (const part of article.parts) {
    const say = <C extends FindingCode>(code: C, params: FindingParams[C], isHard = true) =>
      found.push(findingOf(part.id, code, params, isHard));
    const marks = [...part.markdown.matchAll(/\[\^([^\]\s]{1,20})\]/g)].map((m) => m[1] ?? '');
    const entries = part.evidence.length;
    if (marks.length === 0 && !isFrame(part.id)) say('no_quote', { of: 'section' });
    for (const mark of new Set(marks)) {
      if (!/^\d+$/.test(mark) || !part.evidence[Number(mark) - 1]) say('unknown_mark', { mark, entries });
    }
    for (const { passage_id: id, quote } of part.evidence) {
      const passage = byId.get(id);
      const words = quote.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
      if (passage === undefined) say('unknown_passage', { quote: clip(quote, 120) });
      else if (!isVerbatim(quote, passage.text))
        say('quote_not_found', { source: passage.title, quote: clip(quote, 120) });
      else if (words < MIN_QUOTE_WORDS) say('short_quote', { quote, min: MIN_QUOTE_WORDS }, false);
    }
  }
  return found;
}
