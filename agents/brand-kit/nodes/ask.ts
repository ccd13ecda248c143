import { interrupt } from '@langchain/langgraph';
import { questionAnswer } from '../../../ports/content.ts';
import { draftHash } from '../../runner/draft-hash.ts';
import { type BrandKitNode, proposal } from '../state.ts';

/**
 * Waits for an admin's button. The node runs again from its top when the answer comes, so nothing with an effect stands
 * here; the kit itself is applied by the database, together with the answer.
 */
export function ask(): BrandKitNode {
  return async (state) => ({
    answer: questionAnswer.parse(
      interrupt({ question: 1, hash: draftHash(proposal(state), state.files), read_upto: null }),
    ),
  });
}
