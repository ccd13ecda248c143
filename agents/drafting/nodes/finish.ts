import type { CheckedClaim, Finding, LeftOut } from '../../../ports/content.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { type Claim, claimKey, isByHand } from '../claim.ts';
import { findingAt } from '../say-finding.ts';
import { type Findings, MAX_REPAIRS, settleFindings } from '../settle-findings.ts';
import type { AnyFinding, DraftingState } from '../state.ts';

/**
 * Makes a version of a text whose corrections or judgements a cap left no room for, without a model. What was found is told
 * or closes it for approval; claims that no version before had judged are unverified, so that an approver answers for them
 * with a reason. A text that no one judged and that has no such claim is closed: nothing else would hold it.
 *
 * @param claims Of the text, as their quotes are judged.
 * @param found A finding of this graph; `isHard` false: a person may accept it.
 */
export function finish<
  F extends AnyFinding,
  State extends DraftingState & Findings<F> & { blocking: F[] },
  Place extends number | string | null,
>(
  attempt: Attempt,
  claims: (state: State) => Claim<Place>[],
  found: (finding: Finding<Place | null>, isHard: boolean) => F,
) {
  return async (state: State) => {
    const isJudged = state.support !== null;
    const checked = isJudged ? state.claims : judgedBefore(state, claims(state));
    // SAFETY: the places are those of the graph.
    const sounding = state.to_mend.map((one) => found(one as Finding<Place>, false));
    const left = leftOut(state);
    const isHeld =
      !left.includes('judgement') || (checked ?? []).some(({ status }) => status === 'unverified');
    const closing = isHeld ? [] : [found(findingAt(null, 'nothing_judged', {}), true)];
    const settled = settleFindings<F>(
      { ...state, repairs: MAX_REPAIRS },
      { findings: [...state.findings, ...closing], warnings: [...state.warnings, ...sounding] },
      state.blocking,
      attempt,
    );
    return { ...settled, claims: checked, left_out: left, repairs: MAX_REPAIRS, mended: true, to_mend: [] };
  };
}

/** All that this version lacks, from where it stood. */
function leftOut({
  left_out,
  findings,
  to_mend,
  support,
}: DraftingState & { to_mend: unknown[] }): LeftOut[] {
  const quotesAlone = left_out.includes('quotes');
  return [
    ...left_out.filter((part) => !textParts.includes(part)),
    ...(findings.length > 0 ? (['corrections'] as const) : []),
    ...(to_mend.length > 0 ? (['style'] as const) : []),
    ...(support === null && !quotesAlone ? (['judgement'] as const) : []),
    ...(support === null ? (['quotes'] as const) : []),
  ];
}
const textParts: readonly LeftOut[] = ['corrections', 'style', 'judgement', 'quotes'];

/** The claims with the verdicts of versions before; those without one are unverified. */
function judgedBefore<Place>(
  { claims: checked, verdicts, notes, passages }: DraftingState,
  claims: readonly Claim<Place>[],
): CheckedClaim[] | null {
  const byId = new Map(passages.map((p) => [p.id, p]));
  return (
    checked?.map((claim): CheckedClaim => {
      const text = claims.find(({ place, sentence }) => place === claim.place && sentence === claim.text);
      if (!text) return claim;
      if (isByHand(text.sentence, notes)) return { ...claim, support: 'by_hand' };
      const verdict = verdicts[claimKey(text, byId)]?.verdict;
      if (verdict) return { ...claim, support: verdict };
      return {
        ...claim,
        status: 'unverified',
        faults: [...claim.faults, { code: 'not_judged', params: {} }],
      };
    }) ?? null
  );
}
