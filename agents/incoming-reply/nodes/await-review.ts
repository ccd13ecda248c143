import { interrupt } from '@langchain/langgraph';
import { resume } from '../../../ports/content.ts';
import { turnOfReview, turnText } from '../../drafting/conversation/turn.ts';
import { draftHash } from '../../runner/draft-hash.ts';
import type { Awaited } from '../../runner/workflow.ts';
import { draftContent } from '../draft-content.ts';
import type { ReplyNode } from '../state.ts';

/**
 * Waits for a decision on exactly this answer, or for a version that a person made. What is written in the thread, in which
 * several messages may stand, steers none of them. The node runs again from its top when the answer comes, so nothing with an
 * effect stands here.
 */
export function awaitReview(today: () => string): ReplyNode {
  return async (state) => {
    const { version, wishes } = state;
    const awaited: Awaited = { version, hash: draftHash(draftContent(state), []), read_upto: null };
    const heard = resume.parse(interrupt(awaited));
    const next = { version: version + 1, today: today() };
    if ('decision' in heard) {
      const turn = turnOfReview(heard);
      return { ...next, turn, hand: null, wishes: [...wishes, turnText(turn)] };
    }
    if (heard.kind === 'hand') return { ...next, turn: null, hand: heard };
    throw new Error(`Cannot take a resume of kind "${heard.kind}": an answer waits for a review`);
  };
}
