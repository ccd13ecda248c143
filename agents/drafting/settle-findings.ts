import { type Attempt, gaveUp } from '../runner/attempt.ts';
import { isOfEvidence } from './evidence/check-evidence.ts';
import { type AnyFinding, type DraftingState, standsOpen } from './state.ts';

/** Times that a version goes back to the writer before it is decided without another try. */
export const MAX_REPAIRS = 2;

export interface Findings<F> {
  findings: F[];
  warnings: F[];
}
type Settled<F> = Findings<F> & { blocking: F[]; stopped: DraftingState['stopped'] };

/**
 * Decides what becomes of findings. Pure.
 *
 * While repairs are left they go back to the writer. Then hard ones close the version for approval, unless a reply led here
 * and something still waits that people can approve or agree to: then the reply is taken back. The others become warnings:
 * a person may accept a long title. What evidence lacks closes nothing: its claims carry it, and an approver accepts them
 * with a reason or not at all.
 *
 * @param closed What an earlier check of this version has closed it for.
 */
export function settleFindings<F extends AnyFinding>(
  state: Pick<DraftingState, 'repairs' | 'version' | 'turn' | 'shown' | 'wanted'>,
  { findings, warnings }: Findings<F>,
  closed: F[],
  attempt: Attempt,
): Settled<F> {
  if (findings.length === 0 || state.repairs < MAX_REPAIRS)
    return { findings, warnings, blocking: closed, stopped: null };
  const hard = findings.filter((f) => f.hard !== false);
  if (hard.length === 0 || !standsOpen(state)) {
    const soft = findings.filter((f) => !hard.includes(f));
    return {
      findings: [],
      warnings: [...warnings, ...soft],
      blocking: [...closed, ...hard.filter((f) => !isOfEvidence(f.code))],
      stopped: null,
    };
  }
  const message = `Version ${state.version} does not pass the checks after ${MAX_REPAIRS} repairs`;
  return {
    findings,
    warnings,
    blocking: closed,
    stopped: { ...gaveUp(attempt), code: 'draft_checks', message, params: {} },
  };
}
