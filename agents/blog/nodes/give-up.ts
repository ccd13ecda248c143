import { JobFailure } from '../../job-failure.ts';
import type { BlogNode } from '../state.ts';

/**
 * Ends the job with what stopped it. A later claim comes from a person's Retry: it starts a new round, in which the
 * model is asked afresh.
 */
export function giveUp(run: number): BlogNode {
  return async ({ stopped, round }) => {
    if (stopped?.run === run) {
      throw new JobFailure(stopped.code, stopped.message, { params: stopped.params });
    }
    return { round: round + 1, repairs: 0, issues: [] };
  };
}
