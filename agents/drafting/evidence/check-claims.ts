import type { Language, Passage } from '../../../ports/content.ts';
import { type CheckedEvidence, checkEvidence, type FaultyClaim, faultyOf } from './check-evidence.ts';
import { hiddenContradictions } from './contradictions.ts';
import { Quotable } from './find-quote.ts';
import { snapshotsOf } from './snapshot.ts';
import type { Statement } from './statement.ts';

/** What the statements of a draft are checked with. */
export interface ClaimFacts {
  language: Language;
  passages: readonly Passage[];
  /** What people typed, and who publishes. */
  own: readonly string[];
  notes: readonly string[];
  /** Of earlier checks of the thread; left out: none. */
  faulty?: readonly FaultyClaim[];
}

/**
 * All that code says of a draft's evidence: its claims, their faults, and what other sources say otherwise, which is for the
 * approver to weigh. Pure.
 */
export function checkClaims<Place extends number | string | null>(
  statements: readonly Statement<Place>[],
  { language, passages, own, notes, faulty = [] }: ClaimFacts,
): CheckedEvidence<Place> & {
  hidden: ReturnType<typeof hiddenContradictions<Place>>;
  faulty: FaultyClaim[];
} {
  const snapshots = snapshotsOf(passages);
  const checked = checkEvidence(
    statements,
    { language, quotable: new Quotable(snapshots), own, notes },
    faulty,
  );
  // SAFETY: the places are those of the statements.
  const placed = checked.claims.map((claim) => ({ ...claim, place: claim.place as Place }));
  const hidden = hiddenContradictions(placed, snapshots, statements.map((s) => s.sentence).join('\n'));
  return { ...checked, hidden, faulty: faultyOf(checked.claims, faulty) };
}
