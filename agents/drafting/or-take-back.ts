import { isGraphBubbleUp } from '@langchain/langgraph';
import { isExpected } from '../../platform/errors.ts';
import { type Attempt, gaveUp } from '../runner/attempt.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { planFailure } from '../runner/plan-failure.ts';
import { type DraftingState, type Node, somethingWaits } from './state.ts';

/**
 * A node that works on a reply in the thread or on a version that a person made, such that its failure does not take away what
 * people could decide on before: a "thanks!" that cannot be read must not end a job whose draft waits for its approval.
 *
 * What another attempt may mend is thrown as ever, until the last attempt; so is what is no fault of the job: an abort, a
 * lost lease; and a refusal by a cap, at which people are asked.
 */
export function orTakeBack<State extends Pick<DraftingState, 'turn' | 'shown' | 'wanted' | 'hand'>, Update>(
  node: Node<State, Update>,
  attempt: Attempt,
): Node<State, Update | Pick<DraftingState, 'stopped'>> {
  return async (state, run) => {
    try {
      return await node(state, run);
    } catch (error) {
      if (run.signal?.aborted || isGraphBubbleUp(error)) throw error;
      if (isExpected(error, 'lost_lease', 'shutdown', 'budget_cap')) throw error;
      const { error: said, retryInS } = planFailure(error, 1, 0);
      if (!(somethingWaits(state) || state.hand) || !(attempt.isLast || retryInS === null)) throw error;
      const params = error instanceof JobFailure ? error.params : {};
      return { stopped: { ...gaveUp(attempt), code: said.code, message: said.message, params } };
    }
  };
}
