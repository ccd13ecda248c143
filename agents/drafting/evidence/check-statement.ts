import type {
  Finding,
  FindingCode,
  FindingParams,
  Language,
  QuotedEvidence,
} from '../../../ports/content.ts';
import { clip } from '../../text/clip.ts';
import { isByHand } from '../claim.ts';
import { findingAt } from '../say-finding.ts';
import { rootsIn } from '../topic/subject.ts';
import { addressesNotRead } from './addresses.ts';
import { checkQuantities } from './check-quantities.ts';
import { comparisonDiffers, comparisonIn, superlativeIn } from './comparisons.ts';
import { checkDates } from './dates.ts';
import { negationDiffers } from './denials.ts';
import type { FoundQuote, Quotable } from './find-quote.ts';
import { isInstruction } from './instructions.ts';
import { checkNames } from './names.ts';
import { quantitiesIn } from './quantities.ts';
import type { Quoted, Statement } from './statement.ts';

/** What the sentences of a draft are held against. */
export interface Evidence {
  language: Language;
  quotable: Quotable;
  /** What people typed, and who publishes: what stands there needs no source. */
  own: readonly string[];
  /** People's notes: their own sentences, word for word, are theirs. */
  notes: readonly string[];
}

export interface CheckedStatement {
  evidence: QuotedEvidence[];
  faults: Finding<null>[];
  given: string[];
}

/** What code can say of one sentence and its quotes. Pure. */
export function checkStatement(statement: Statement<unknown>, against: Evidence): CheckedStatement {
  const faults: Finding<null>[] = [];
  const say = <C extends FindingCode>(code: C, params: FindingParams[C]) =>
    faults.push(findingAt(null, code, params));
  const { sentence, evidence, besides = [], unknown, shown, citesNothing } = statement;
  if (citesNothing) say('no_quote', { of: citesNothing });
  for (const mark of unknown?.marks ?? []) say('unknown_mark', { mark, entries: unknown?.entries ?? 0 });
  const placed = (quoted: readonly Quoted[]) =>
    quoted.map((one) => ({ ...one, place: against.quotable.find(one.passage_id, one.quote) }));
  const found = placed(evidence);
  for (const { passage_id, quote, place } of [...found, ...placed(besides)]) {
    const source = against.quotable.get(passage_id);
    if (!source) say('unknown_passage', { quote: clip(quote, 120) });
    else if (!place) say('quote_not_found', { source: source.title, quote: clip(quote, 120) });
    else if (isInstruction(place.own)) say('quoted_instruction', { quote: clip(quote, 120) });
  }
  if (shown !== undefined && !evidence.some(({ passage_id }) => against.quotable.find(passage_id, shown)))
    say('shown_quote_not_found', {});
  const cited = found.flatMap(({ quote, place }) => (place ? textsOf(place) : [quote]));
  for (const address of addressesNotRead(sentence, against.quotable.all, { own: against.own, cited }))
    say('address_not_read', { address });
  const given = isByHand(sentence, against.notes) ? [] : checkWords(statement, cited, found, against, say);
  return {
    evidence: found.map(
      ({ passage_id, quote, place }) => place?.evidence ?? lost(passage_id, quote, against),
    ),
    faults,
    given: [...new Set(given)],
  };
}

/** What a sentence may take its facts from: the quote, what stands beside it, and what its document is called. */
const textsOf = ({ evidence: { before, quote, after, title } }: FoundQuote): string[] => [
  `${before}${quote}${after}`,
  title,
];

type Say = <C extends FindingCode>(code: C, params: FindingParams[C]) => void;
type Found = Quoted & { place: FoundQuote | null };

function checkWords(
  statement: Statement<unknown>,
  cited: readonly string[],
  found: readonly Found[],
  against: Evidence,
  say: Say,
): string[] {
  const { sentence, role, reach, of, counts } = statement;
  const { quotable, language } = against;
  const own = [...against.own, ...counts];
  const isCited = found.length > 0;
  const textsAt = (quoted: readonly Quoted[]) =>
    quoted.flatMap(({ passage_id, quote }) => {
      const place = quotable.find(passage_id, quote);
      return place ? textsOf(place) : [quote];
    });
  const reached = textsAt(reach);
  // A sentence that cites answers for its own quotes; what sums up may say what any of them says.
  const sources = isCited && role === 'sentence' ? cited : [...cited, ...reached];
  const dates = checkDates(sentence, sources, own);
  const quantities = checkQuantities(sentence, sources, { own, dates: dates.all });
  for (const date of new Set(dates.missing)) say('date_not_found', { date });
  for (const number of new Set(quantities.numbers)) say('number_not_found', { number, of });
  for (const unit of new Set(quantities.units)) say('unit_not_found', { unit });
  const given = [...dates.given, ...quantities.given];
  if (!isCited) {
    const covered = textsAt(statement.covered ?? []);
    const what = wantsCitation(statement, { dates, quantities, own, covered, reached });
    if (what) say('needs_citation', { what });
    return given;
  }
  const places = found.flatMap(({ place }) => place ?? []);
  // Without a place of its quote there is nothing to compare the rest with.
  if (places.length < found.length) return given;
  const quotes = places.map((place) => ({
    text: place.own,
    language: (quotable.get(place.evidence.passage_id)?.language === 'pt' ? 'pt' : 'en') as Language,
  }));
  const isForeign = quotes.every((quote) => quote.language !== language);
  const near = role === 'sentence' ? cited : [...cited, ...reached];
  const passages = places.map(({ passage }) => passage);
  const names = checkNames(sentence, { near, all: [...near, ...passages] }, { own, isForeign });
  for (const name of new Set(names.missing)) say('name_not_found', { name });
  if (negationDiffers({ text: sentence, language }, quotes)) say('negation_differs', {});
  const turned = comparisonDiffers(
    sentence,
    quotes.map((q) => q.text),
  );
  if (turned) say('comparison_differs', turned);
  if (!isForeign && isUnrelated(sentence, cited)) say('quote_unrelated', {});
  return [...given, ...names.given];
}

/** What in a sentence without a citation wants one. */
function wantsCitation(
  { sentence, role }: Statement<unknown>,
  about: {
    dates: ReturnType<typeof checkDates>;
    quantities: ReturnType<typeof checkQuantities>;
    own: readonly string[];
    covered: readonly string[];
    reached: readonly string[];
  },
): FindingParams['needs_citation']['what'] | null {
  if (/\?\s*["”»]?$/.test(sentence)) return null;
  const { dates, quantities, own, covered, reached } = about;
  const superlative = superlativeIn(sentence);
  if (role !== 'sentence')
    return superlative && !isSaidIn(superlative, [...own, ...reached]) ? 'superlative' : null;
  // What no quote of the place has was told as such.
  const open = checkDates(sentence, covered, own).missing;
  if (open.some((date) => !dates.missing.includes(date))) return 'date';
  const { numbers } = checkQuantities(sentence, covered, { own, dates: dates.all });
  if (numbers.some((number) => !quantities.numbers.includes(number))) return 'number';
  if (superlative && !isSaidIn(superlative, [...own, ...covered])) return 'superlative';
  const comparison = comparisonIn(sentence);
  return comparison && !isSaidIn(comparison, [...own, ...covered]) ? 'comparison' : null;
}

/** Whether a superlative or comparison of a text says it of the same thing. */
function isSaidIn(words: string, texts: readonly string[]): boolean {
  const roots = [...rootsIn(words)];
  return texts.some((text) => {
    const there = rootsIn(text);
    return (superlativeIn(text) ?? comparisonIn(text)) !== null && roots.every((root) => there.has(root));
  });
}

/** Fewer words may well be others. */
const MIN_ROOTS = 4;
const SAME_LETTERS = 5;
/** A number in words is no subject. */
const isWord = (root: string): boolean =>
  !/\d/.test(root) && quantitiesIn(root).length === 0 && root !== 'dua';

function isUnrelated(sentence: string, cited: readonly string[]): boolean {
  const roots = [...rootsIn(sentence)].filter(isWord);
  if (roots.length < MIN_ROOTS) return false;
  const there = [...rootsIn(cited.join('\n'))];
  return !roots.some((root) =>
    there.some(
      (other) =>
        other === root || (root.length >= SAME_LETTERS && other.startsWith(root.slice(0, SAME_LETTERS))),
    ),
  );
}

function lost(passage_id: string, quote: string, { quotable }: Evidence): QuotedEvidence {
  const source = quotable.get(passage_id);
  return {
    id: '',
    passage_id,
    document_id: source?.document_id ?? '',
    snapshot_sha256: source?.sha256 ?? '',
    title: source?.title ?? '',
    url: source?.url ?? null,
    fetched_at: source?.fetched_at ?? null,
    quote,
    before: '',
    after: '',
    start: -1,
    end: -1,
  };
}
