import type { Evidence, FindingCode, FindingParams } from '../../../ports/content.ts';
import { type Finding, findingOf } from '../../drafting/parts/finding.ts';
import { partText } from '../../drafting/parts/plain-text.ts';
import { clip } from '../../text/clip.ts';
import { numbersMissingFrom } from '../../text/numbers-in.ts';
import { verifyQuote } from '../../text/verify-quote.ts';
import { partsOf } from '../parts-of-report.ts';
import type { Report } from '../state.ts';
import type { Facts } from './facts.ts';

/** Every part cites, every mark has its evidence, every quote and every number stands in what is cited. Pure. */
export function checkEvidence(
  report: Report,
  { passages, typed }: Pick<Facts, 'passages' | 'typed'>,
): Finding[] {
  const byId = new Map(passages.map((p) => [p.id, p]));
  const found: Finding[] = [];
  const say = <C extends FindingCode>(part: string, code: C, params: FindingParams[C]) =>
    found.push(findingOf(part, code, params, true));
  const quoted = (place: string, evidence: readonly Evidence[]) => {
    for (const { passage_id, quote } of evidence) {
      const passage = byId.get(passage_id);
      if (passage === undefined) say(place, 'unknown_passage', { quote: clip(quote, 120) });
      else if (verifyQuote(quote, passage.text).status !== 'exact')
        say(place, 'quote_not_found', { source: passage.title, quote: clip(quote, 120) });
    }
  };
  const numbered = (place: string, text: string, of: 'section' | 'article', sources: readonly string[]) => {
    for (const number of new Set(numbersMissingFrom(text, [...typed, ...sources]).map((n) => n.text.trim())))
      say(place, 'number_not_found', { number, of });
  };
  const everywhere = partsOf(report).flatMap((part) => part.evidence.map((e) => e.quote));
  for (const part of partsOf(report)) {
    const marks = [...part.markdown.matchAll(/\[\^([^\]\s]{1,20})\]/g)].map((m) => m[1] ?? '');
    const entries = part.evidence.length;
    if (marks.length === 0) say(part.id, 'no_quote', { of: 'section' });
    for (const mark of new Set(marks))
      if (!/^\d+$/.test(mark) || !part.evidence[Number(mark) - 1])
        say(part.id, 'unknown_mark', { mark, entries });
    quoted(part.id, part.evidence);
    const own = part.evidence.map((e) => e.quote);
    numbered(
      part.id,
      `${part.heading}\n${partText(part)}`,
      'section',
      part.id === 'summary' ? everywhere : own,
    );
  }
  numbered('title', report.title, 'article', everywhere);
  for (const { text, evidence } of report.uncertain) {
    quoted('uncertain', evidence);
    numbered(
      'uncertain',
      text,
      'section',
      evidence.map((e) => e.quote),
    );
  }
  return found;
}
