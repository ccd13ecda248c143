import { interrupt } from '@langchain/langgraph';
import { questionAnswer } from '../../../ports/content.ts';
import { draftHash } from '../../runner/draft-hash.ts';
import type { Awaited } from '../../runner/workflow.ts';
import { type PlanNode, planContent } from '../state.ts';

/**
 * Waits until each brief is started or dropped, or the plan is closed; the database does what the buttons say. The node runs
 * again from its top when the answer comes, so nothing with an effect stands here.
 */
export function ask(): PlanNode {
  return async (state) => {
    const awaited: Awaited = { question: 1, hash: draftHash(planContent(state), []), read_upto: null };
    questionAnswer.parse(interrupt(awaited));
    return { closed: true };
  };
}
