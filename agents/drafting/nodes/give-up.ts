import type { FailureCode } from '../../../ports/content.ts';
import { type Attempt, triedAgain } from '../../runner/attempt.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import type { DraftingState } from '../state.ts';

type Ended = Pick<DraftingState, 'round' | 'repairs'> & { findings: []; left_out: [] };

/** Ends a job that has no draft with what stopped it. A person's Retry starts a new round, in which the model is asked afresh. */
export function giveUp(attempt: Attempt) {
  return async ({ stopped, round }: Pick<DraftingState, 'stopped' | 'round'>): Promise<Ended> => {
    if (stopped && !triedAgain(stopped, attempt)) {
      // SAFETY: what stopped it was a `JobFailure`, or a node that says one of its codes.
      throw new JobFailure(stopped.code as FailureCode, stopped.message, { params: stopped.params });
    }
    return { round: round + 1, repairs: 0, findings: [], left_out: [] };
  };
}
