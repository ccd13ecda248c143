import { isGraphBubbleUp } from '@langchain/langgraph';
import { isExpected } from '../../../platform/errors.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import { planFailure } from '../../runner/plan-failure.ts';

type Node<State, Update> = (state: State, run: { signal?: AbortSignal | undefined }) => Promise<Update>;

/** Why a turn came to nothing. */
export interface TurnFailure {
  code: string;
  message: string;
  params: Record<string, unknown>;
}

/**
 * A node that works on a reply in the thread, made so that its failure does not take away what people could decide on
 * before: a "thanks!" that cannot be read must not end a job whose draft waits for its approval.
 *
 * What another attempt may mend is thrown as ever, until the last attempt; so is what is nobody's fault: an abort, a
 * lost lease.
 *
 * @param stands Whether something waits that the turn can be taken back to.
 */
export function orTakeBack<State, Update>(
  node: Node<State, Update>,
  attempt: Attempt,
  stands: (state: State) => boolean,
  stop: (failure: TurnFailure) => Update,
): Node<State, Update> {
  return async (state, run) => {
    try {
      return await node(state, run);
    } catch (error) {
      if (run.signal?.aborted || isGraphBubbleUp(error)) throw error;
      if (isExpected(error, 'lost_lease') || isExpected(error, 'shutdown')) throw error;
      const { error: said, retryInS } = planFailure(error, 1, 0);
      if (!stands(state) || !(attempt.isLast || retryInS === null)) throw error;
      return stop({
        code: said.code,
        message: said.message,
        params: error instanceof JobFailure ? error.params : {},
      });
    }
  };
}
