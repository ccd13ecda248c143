import { checkEvidence } from '../agents/drafting/evidence/check-evidence.ts';
import { hiddenContradictions } from '../agents/drafting/evidence/contradictions.ts';
import { Quotable } from '../agents/drafting/evidence/find-quote.ts';
import { type Snapshot, sha256Of } from '../agents/drafting/evidence/snapshot.ts';
import type { Statement } from '../agents/drafting/evidence/statement.ts';
import { cleanClaims } from './evidence/clean.ts';
import { plantedTable } from './evidence/run-bench.ts';
import { benchSources } from './evidence/sources.ts';
import { benchWice } from './evidence/wice.ts';

/** Where the data of others lies; it is not part of the project. */
const WICE = process.env.WICE ?? '../shared/data/wice/dev.jsonl';
/** Characters of sources, as a long report reads them. */
const SOURCES = 400_000;

/** What the checker catches of planted faults, what it flags of clean claims and of WiCE, and what it takes in ms. */
export async function benchEvidence(): Promise<Record<string, Record<string, number>>> {
  const wice = benchWice(WICE);
  if (wice === null)
    console.log(`No file ${WICE}: the sentences of WiCE are left out (set WICE to its path)`);
  return { ...plantedTable(), ...wice, ...timed() };
}

/** 60 claims on sources of 400,000 characters, in passages of about 1,000 and in one piece. */
function timed(): Record<string, Record<string, number>> {
  const times = Math.ceil(SOURCES / benchSources.reduce((sum, { text }) => sum + text.length, 0));
  const copies = Array.from({ length: times }, (_, n) =>
    benchSources.map((s) => ({ ...s, id: n === 0 ? s.id : `${s.id}-${n}` })),
  ).flat();
  const snapshot = ({ id, title, url, language, text }: (typeof copies)[number]): Snapshot => {
    const about = { passage_id: id, document_id: id, title, url, language, text, fetched_at: null };
    return { ...about, sha256: sha256Of(text), start: 0, before: '', after: '' };
  };
  const text = copies.map((s) => s.text).join('\n\n');
  const whole = [snapshot({ id: 'whole', title: '', url: null, language: 'pt', text })];
  return {
    'ms on 400 kB in passages': measure(copies.map(snapshot), (id) => id),
    'ms on 400 kB in one document': measure(whole, () => 'whole'),
  };
}

const RUNS = 5;

function measure(snapshots: readonly Snapshot[], idOf: (id: string) => string): Record<string, number> {
  const statements = cleanClaims.slice(0, 60).map(({ sentence, quotes }): Statement<null> => {
    const evidence = quotes.map(([id, quote]) => ({ passage_id: idOf(id), quote }));
    return {
      place: null,
      sentence,
      context: '',
      evidence,
      role: 'sentence',
      reach: [],
      of: 'section',
      counts: [],
    };
  });
  const ms = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const against = { language: 'pt' as const, quotable: new Quotable(snapshots), own: [], notes: [] };
    const { claims } = checkEvidence(statements, against);
    hiddenContradictions(
      claims.map((claim) => ({ ...claim, place: null })),
      snapshots,
      statements.map((s) => s.sentence).join('\n'),
    );
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return {
    planted: statements.length,
    median_ms: Math.round(ms[Math.floor(RUNS / 2)] ?? 0),
    worst_ms: Math.round(ms.at(-1) ?? 0),
  };
}
