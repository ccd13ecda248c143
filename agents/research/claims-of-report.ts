import type { Claim } from '../drafting/claim.ts';
import { claimsOfParts } from '../drafting/parts/statements-of-parts.ts';
import { have } from '../drafting/state.ts';
import { conflictsTold } from './draft-content.ts';
import { partsOf } from './parts-of-report.ts';
import type { ResearchState } from './state.ts';

/**
 * The sentences of a report that cite, each with the quotes behind its marks. What is uncertain is no claim: it says what
 * sources leave open. Pure.
 */
export function claimsOfReport(state: ResearchState): Claim<string>[] {
  const report = have(state, 'report');
  return [
    ...claimsOfParts(partsOf(report)),
    ...conflictsTold(state).map(({ text, sides }) => ({
      place: 'contradictions',
      sentence: text,
      context: '',
      evidence: sides.flatMap((side) => side.evidence),
    })),
  ];
}
