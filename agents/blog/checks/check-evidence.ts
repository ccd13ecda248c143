import type { Article, Finding } from '../state.ts';
import type { Facts } from './facts.ts';
import { isFrame } from './part-text.ts';

/** Fewer words prove that something was written, not that it was said. */
const MIN_QUOTE_WORDS = 4;

/**
 * Every section cites, every mark has its evidence, and every quote stands in the passage that it names. It proves that
 * the words exist, not that they support the text: that is the approver's part. Pure.
 */
export function checkEvidence(
  article: Article,
  { passages, isVerbatim }: Pick<Facts, 'passages' | 'isVerbatim'>,
): Finding[] {
  const byId = new Map(passages.map((p) => [p.id, p.text]));
  const found: Finding[] = [];
  for (const part of article.parts) {
    const say = (code: string, message: string, hard = true) =>
      found.push({ part: part.id, code, message, hard });
    const marks = [...part.markdown.matchAll(/\[\^([^\]\s]{1,20})\]/g)].map((m) => m[1] ?? '');
    if (marks.length === 0 && !isFrame(part.id)) {
      say('no_quote', 'The section cites nothing; add evidence from the passages and its mark [^1].');
    }
    for (const mark of new Set(marks)) {
      if (!/^\d+$/.test(mark) || !part.evidence[Number(mark) - 1]) {
        say(
          'unknown_mark',
          `[^${mark}] stands for no entry of "evidence", which has ${part.evidence.length}.`,
        );
      }
    }
    for (const { passage_id, quote } of part.evidence) {
      const text = byId.get(passage_id);
      if (text === undefined) {
        say('unknown_passage', `There is no passage "${passage_id}"; use the ids of the passages given.`);
      } else if (!isVerbatim(quote, text)) {
        say('quote_not_found', `Not word for word in passage "${passage_id}": "${quote.slice(0, 120)}"`);
      } else if ((quote.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) < MIN_QUOTE_WORDS) {
        say('short_quote', `The quote "${quote}" has fewer than ${MIN_QUOTE_WORDS} words.`, false);
      }
    }
  }
  return found;
}
