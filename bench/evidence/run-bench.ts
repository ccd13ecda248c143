import { checkEvidence } from '../../agents/drafting/evidence/check-evidence.ts';
import { hiddenContradictions } from '../../agents/drafting/evidence/contradictions.ts';
import { Quotable } from '../../agents/drafting/evidence/find-quote.ts';
import { type Snapshot, sha256Of } from '../../agents/drafting/evidence/snapshot.ts';
import type { Statement } from '../../agents/drafting/evidence/statement.ts';
import { type BenchClaim, cleanClaims } from './clean.ts';
import { faultKinds, type PlantedFault, plantedFaults } from './planted.ts';
import { secondClean, secondFaults, secondSources } from './second-set.ts';
import { type BenchSource, benchSources } from './sources.ts';

/** What the checker says of one claim: the codes of what it finds; none: it lets it pass. */
function foundIn(
  { language, sentence, quotes, elsewhere = [] }: BenchClaim,
  more: readonly BenchSource[] | null = [],
): string[] {
  const snapshots = more === null ? [] : [...benchSources, ...secondSources, ...more].map(snapshotOf);
  const cited = (all: BenchClaim['quotes']) => all.map(([passage_id, quote]) => ({ passage_id, quote }));
  const evidence = cited(quotes);
  const statement: Statement<null> = {
    place: null,
    sentence,
    context: '',
    evidence,
    role: 'sentence',
    reach: cited([...quotes, ...elsewhere]),
    of: 'section',
    counts: [],
  };
  const against = { language, quotable: new Quotable(snapshots), own: ['Alba Implantes'], notes: [] };
  const { claims, found } = checkEvidence([statement], against);
  const placed = claims.map((claim) => ({ ...claim, place: null }));
  const hidden = hiddenContradictions(placed, snapshots, sentence);
  return [...found, ...hidden].map(({ code }) => code);
}

function snapshotOf({ id, title, url, language, text }: BenchSource): Snapshot {
  const about = { passage_id: id, document_id: id, title, url, language, text, fetched_at: null };
  return { ...about, sha256: sha256Of(text), start: 0, before: '', after: '' };
}

/** Shares, as percentages with one decimal. */
const percent = (part: number, of: number): number => (of === 0 ? 0 : Math.round((1000 * part) / of) / 10);

/** A row for each kind of fault with what is caught of it, and one for the clean claims with the false alarms. */
export function plantedTable(): Record<string, Record<string, number>> {
  const faults = [...plantedFaults, ...secondFaults];
  const clean = [...cleanClaims, ...secondClean];
  const isCaught = (fault: PlantedFault) => foundIn(fault, fault.more).length > 0;
  const row = (some: readonly PlantedFault[]) => {
    const caught = some.filter(isCaught).length;
    const of = (language: 'pt' | 'en') => some.filter((f) => f.language === language).length;
    return {
      planted: some.length,
      pt: of('pt'),
      en: of('en'),
      caught,
      caught_percent: percent(caught, some.length),
    };
  };
  const alarms = clean.filter((claim) => foundIn(claim).length > 0).length;
  return {
    ...Object.fromEntries(faultKinds.map((kind) => [kind, row(faults.filter((f) => f.kind === kind))])),
    'all faults': row(faults),
    'clean claims': {
      planted: clean.length,
      pt: clean.filter((c) => c.language === 'pt').length,
      en: clean.filter((c) => c.language === 'en').length,
      false_alarms: alarms,
      false_alarms_percent: percent(alarms, clean.length),
    },
  };
}
