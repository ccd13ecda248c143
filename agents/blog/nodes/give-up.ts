import { type Attempt, triedAgain } from '../../runner/attempt.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import type { BlogNode } from '../state.ts';

/**
 * Ends the job with what stopped it. A person's Retry starts a new round, in which the model is asked afresh.
 */
export function giveUp(attempt: Attempt): BlogNode {
  return async ({ stopped, round }) => {
    if (stopped && !triedAgain(stopped, attempt)) {
      throw new JobFailure(stopped.code, stopped.message, { params: stopped.params });
    }
    return { round: round + 1, repairs: 0, issues: [] };
  };
}
