import { interrupt } from '@langchain/langgraph';
import { resume } from '../../../ports/content.ts';
import { readUpto, turnOfAnswer, turnOfReplies } from '../../drafting/conversation/turn.ts';
import { draftHash } from '../../runner/draft-hash.ts';
import type { Awaited } from '../../runner/workflow.ts';
import { outlineContent } from '../outline-content.ts';
import type { BlogNode } from '../state.ts';

/**
 * Waits until people agree to the outline, by a button or in words, or want another one. The node runs again from its
 * top when the answer comes, so nothing with an effect stands here.
 */
export function confirmOutline(today: () => string): BlogNode {
  return async (state) => {
    const { asked: question, read_upto } = state;
    const fresh = { wanted: null, stopped: null };
    const awaited: Awaited = { question, hash: draftHash(outlineContent(state), []), read_upto };
    const heard = resume.parse(interrupt(awaited));
    const day = { today: today() };
    if ('decision' in heard || heard.kind === 'hand')
      throw new Error('Cannot take a review: the graph asks for an outline');
    if (heard.kind === 'answer') {
      if (heard.answer === 'discard') throw new Error('Cannot discard an outline: cancel the job instead');
      return { turn: heard.answer === 'change' ? turnOfAnswer(heard) : null, ...fresh, ...day };
    }
    const turn = turnOfReplies(heard);
    return { turn, read_upto: readUpto(turn), ...fresh, ...day };
  };
}
