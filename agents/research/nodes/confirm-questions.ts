import { interrupt } from '@langchain/langgraph';
import { resume } from '../../../ports/content.ts';
import { readUpto, turnOfAnswer, turnOfReplies } from '../../drafting/conversation/turn.ts';
import { type Attempt, gaveUp } from '../../runner/attempt.ts';
import { draftHash } from '../../runner/draft-hash.ts';
import type { Awaited } from '../../runner/workflow.ts';
import { planContent } from '../plan-content.ts';
import type { ResearchNode } from '../state.ts';

/**
 * Waits until people agree to the questions, by a button or in words, or want others. The node runs again from its top
 * when the answer comes, so nothing with an effect stands here.
 */
export function confirmQuestions(today: () => string, attempt: Attempt): ResearchNode {
  return async (state) => {
    const { asked: question, read_upto } = state;
    const awaited: Awaited = { question, hash: draftHash(planContent(state), []), read_upto };
    const heard = resume.parse(interrupt(awaited));
    const fresh = { wanted: null, stopped: null, today: today() };
    if ('decision' in heard || heard.kind === 'hand')
      throw new Error('Cannot take a review: the graph asks for its questions');
    if (heard.kind === 'answer') {
      if (heard.answer === 'discard') {
        const message = 'People want no report on these questions';
        const stopped = { ...gaveUp(attempt), code: 'discarded', message, params: {} };
        return { ...fresh, turn: null, stopped };
      }
      return { ...fresh, turn: heard.answer === 'change' ? turnOfAnswer(heard) : null };
    }
    const turn = turnOfReplies(heard);
    return { ...fresh, turn, read_upto: readUpto(turn) };
  };
}
