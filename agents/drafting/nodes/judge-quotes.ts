import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import type { Claim } from '../claim.ts';
import { type Findings, settleFindings } from '../settle-findings.ts';
import { type Support, settleSupport } from '../settle-support.ts';
import { type AnyFinding, type DraftingState, have } from '../state.ts';

/**
 * Has a model judge whether the quotes of each claim carry it. Without all verdicts the job fails: the draft is not shown.
 * No model is asked of a version that a person made.
 *
 * @param finding What a verdict is as a finding of this graph.
 */
export function judgeQuotes<
  F extends AnyFinding,
  State extends DraftingState & Findings<F> & { blocking: F[] },
  Place,
>(
  askModel: AskModel,
  attempt: Attempt,
  claims: (state: State) => Claim<Place>[],
  finding: (found: Support<Place>['found'][number]) => F,
) {
  return async (state: State, { signal }: { signal?: AbortSignal | undefined }) => {
    const { notes, passages, verdicts, round, claims: checked } = state;
    const settled = await settleSupport(
      state.hand ? null : askModel,
      { claims: claims(state), notes, passages, verdicts },
      { language: have<DraftingState, 'language'>(state, 'language'), node: 'judge-quotes', round, signal },
    );
    const told = (isHard: boolean) =>
      settled.found.filter(({ code }) => (code === 'not_supported') === isHard).map(finding);
    const found = { findings: told(true), warnings: [...told(false), ...state.warnings] };
    return {
      verdicts: settled.verdicts,
      support: settled.counts,
      claims: checked && withSupport(checked, settled.each),
      ...settleFindings(state, found, state.blocking, attempt),
    };
  };
}

/** A claim is judged as it stands in the draft: by its place and words. */
function withSupport<Place>(
  claims: NonNullable<DraftingState['claims']>,
  each: Support<Place>['each'],
): NonNullable<DraftingState['claims']> {
  return claims.map((claim) => {
    const judged = each.find(({ place, sentence }) => place === claim.place && sentence === claim.text);
    return { ...claim, support: judged?.support ?? null };
  });
}
