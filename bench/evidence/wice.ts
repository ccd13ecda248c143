import { existsSync, readFileSync } from 'node:fs';
import { checkEvidence } from '../../agents/drafting/evidence/check-evidence.ts';
import { Quotable } from '../../agents/drafting/evidence/find-quote.ts';
import { sha256Of } from '../../agents/drafting/evidence/snapshot.ts';
import { rootsIn } from '../../agents/drafting/topic/subject.ts';

const labels = ['supported', 'partially_supported', 'not_supported'] as const;
interface Row {
  label: (typeof labels)[number];
  claim: string;
  /** The sentences of the cited page. */
  evidence: string[];
  /** Sets of them that carry what is true of the claim, as people marked them; the first is taken. */
  supporting_sentences: number[][];
}
/** Sentences that a claim is taken to quote: those of the page that share most words with it, under any label. */
const QUOTED = 2;

/**
 * Sentences of Wikipedia with the page that they cite (WiCE, Kamoi et al. 2023): what code alone finds fault with, by the
 * label that people gave. The data is not part of the project.
 *
 * @returns null where the file is missing.
 */
export function benchWice(path: string): Record<string, Record<string, number>> | null {
  if (!existsSync(path)) return null;
  const rows = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  const nearest = labels.map((label) => [
    `wice ${label}`,
    rowOf(rows.filter((r) => r.label === label).map((r) => codesOf(r, nearestOf(r)))),
  ]);
  const marked = rows.filter((r) => r.label === 'supported').map((r) => codesOf(r, markedOf(r)));
  return Object.fromEntries([...nearest, ['wice supported, by the marked sentences', rowOf(marked)]]);
}

function rowOf(found: readonly string[][]): Record<string, number> {
  const flagged = found.filter((codes) => codes.length > 0).length;
  const by = (code: string) => found.filter((codes) => codes.includes(code)).length;
  return {
    planted: found.length,
    caught: flagged,
    caught_percent: Math.round((1000 * flagged) / found.length) / 10,
    numbers: by('number_not_found'),
    dates: by('date_not_found'),
    names: by('name_not_found'),
    negation: by('negation_differs'),
    comparison: by('comparison_differs'),
    unrelated: by('quote_unrelated'),
  };
}

const linesOf = ({ evidence }: Row): string[] => evidence.filter((line) => /[\p{L}\p{N}]/u.test(line));

function nearestOf(row: Row): string[] {
  const wanted = rootsIn(row.claim);
  const shared = (text: string) => [...rootsIn(text)].filter((root) => wanted.has(root)).length;
  return linesOf(row)
    .map((line) => ({ line, shared: shared(line) }))
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, QUOTED)
    .map(({ line }) => line);
}

function markedOf({ evidence, supporting_sentences: [first = []] }: Row): string[] {
  return first.flatMap((at) => evidence[at] ?? []).filter((line) => /[\p{L}\p{N}]/u.test(line));
}

function codesOf(row: Row, quotes: readonly string[]): string[] {
  const lines = linesOf(row);
  const text = lines.join('\n\n');
  const about = {
    passage_id: 'page',
    document_id: 'page',
    title: lines[0] ?? '',
    url: null,
    fetched_at: null,
  };
  const snapshot = {
    ...about,
    language: 'en',
    text,
    sha256: sha256Of(text),
    start: 0,
    before: '',
    after: '',
  };
  const { found } = checkEvidence(
    [
      {
        place: null,
        sentence: row.claim,
        context: '',
        evidence: quotes.map((quote) => ({ passage_id: 'page', quote })),
        role: 'sentence',
        reach: [],
        of: 'section',
        counts: [],
      },
    ],
    { language: 'en', quotable: new Quotable([snapshot]), own: [], notes: [] },
  );
  return found.map(({ code }) => code);
}
