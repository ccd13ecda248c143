import type { CheckedClaim, Language } from '../../ports/content.ts';
import { checkStatement } from '../drafting/evidence/check-statement.ts';
import { codePoints, evidenceId, Quotable } from '../drafting/evidence/find-quote.ts';
import type { Snapshot } from '../drafting/evidence/snapshot.ts';
import { sayFinding } from '../drafting/say-finding.ts';
import { clip } from '../text/clip.ts';
import { detectLanguage } from '../text/detect-language.ts';
import { counted, type Line } from './report.ts';

/** A claim as a line begins with it. */
export const nameOf = ({ id, place, text }: CheckedClaim): string =>
  `${id} (${place ?? 'whole'}) "${clip(text, 80)}"`;

/**
 * The claims of a file by what it says of them itself: whether each quote is as long as its place, has the id of that place,
 * and carries its sentence as far as code can tell. Names may stand elsewhere in the passage, which a file does not hold. Pure.
 */
export function recheckClaims(claims: readonly CheckedClaim[]): Line[] {
  // A file does not tell it, and only what "no" means hangs on it.
  const language = detectLanguage(claims.map((claim) => claim.text).join(' ')) ?? 'pt';
  const reach = claims.flatMap(({ evidence }) =>
    evidence.map(({ id, quote }) => ({ passage_id: id, quote })),
  );
  const quotable = new Quotable(
    claims.flatMap(({ evidence }) =>
      evidence.filter(({ start }) => start >= 0).map((e) => standIn(e, language)),
    ),
  );
  return claims.map((claim) => {
    const { evidence, given = [], support, text, status, faults } = claim;
    if (status === 'unverified') return unverified(claim);
    const wrong = [
      ...(evidence.length === 0 ? ['it has no quote'] : []),
      ...(faults.length > 0 ? ['it has faults although it is called verified'] : []),
      ...evidence.flatMap(placeFaults),
      ...checkStatement(
        {
          place: claim.place,
          sentence: text,
          context: '',
          evidence: evidence.map(({ id, quote }) => ({ passage_id: id, quote })),
          role: sumsUp(claim.place) ? 'summary' : 'sentence',
          reach,
          of: 'section',
          counts: given,
        },
        { language, quotable, own: given, notes: support === 'by_hand' ? [text] : [] },
      )
        .faults.filter(({ code }) => code !== 'name_not_found')
        .map(sayFinding),
    ];
    return wrong.length === 0
      ? { ok: true, text: `${nameOf(claim)}: ${status}, ${counted(evidence.length, 'quote')}` }
      : { ok: false, text: `${nameOf(claim)}: ${wrong.join(' ')}` };
  });
}

/** People may have accepted it with a reason; that stands in the approval, and changes nothing about the claim. */
export const unverified = (claim: CheckedClaim): Line => ({
  ok: false,
  text: `${nameOf(claim)}: unverified, as recorded: ${claim.faults.map((fault) => sayFinding({ ...fault, place: null })).join(' ')}`,
});

type Quoted = CheckedClaim['evidence'][number];

/** What is wrong with a quote and the place that it names, without its snapshot. Pure. */
export function placeFaults({ id, quote, start, end, snapshot_sha256, title }: Quoted): string[] {
  if (start < 0) return [`its quote was not found in "${title}".`];
  const faults: string[] = [];
  if (codePoints(quote) !== end - start)
    faults.push(`a quote of "${title}" has ${codePoints(quote)} characters, its place has ${end - start}.`);
  if (id !== evidenceId(snapshot_sha256, start, end))
    faults.push(`the id of a quote of "${title}" is not that of its place.`);
  return faults;
}

/** The quote with what stands beside it, as a text of its own. */
function standIn(
  { id, document_id, snapshot_sha256, title, url, fetched_at, before, quote, after }: Quoted,
  language: Language,
): Snapshot {
  return {
    passage_id: id,
    document_id,
    sha256: snapshot_sha256,
    title,
    url,
    fetched_at,
    language,
    text: `${before}${quote}${after}`,
    start: 0,
    before: '',
    after: '',
  };
}

const summaries = new Set([
  'introduction',
  'conclusion',
  'summary',
  'title',
  'title_variants',
  'meta_description',
  'keywords',
]);
/** Cover, post and what sums an article up rest on every quote. */
const sumsUp = (place: CheckedClaim['place']): boolean =>
  place === null || place === 1 || (typeof place === 'string' && summaries.has(place));
