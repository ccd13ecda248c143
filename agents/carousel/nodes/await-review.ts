import { interrupt } from '@langchain/langgraph';
import { resume } from '../../../ports/content.ts';
import { readUpto, turnOfReplies } from '../../drafting/conversation/turn.ts';
import type { Awaited } from '../../runner/workflow.ts';
import { hashOfState } from '../draft-content.ts';
import type { CarouselNode } from '../state.ts';

/**
 * Waits for a person: a decision on exactly this text, which the question names by version and hash, or words in the
 * thread. The node runs again from its top when the answer comes, so nothing with an effect stands here.
 */
export function awaitReview(today: () => string): CarouselNode {
  return async (state) => {
    const { version, read_upto, deck: reviewed } = state;
    const awaited: Awaited = { version, hash: hashOfState(state), read_upto };
    const heard = resume.parse(interrupt(awaited));
    const fresh = { today: today(), reviewed, wanted: null, wishes: [], stopped: null };
    if ('decision' in heard) return { decision: heard, turn: null, ...fresh };
    if (heard.kind === 'answer') throw new Error('Cannot take an answer: a carousel asks no question');
    const turn = turnOfReplies(heard);
    const { slides, warnings, blocking, support, files, finals, model, brand, rules, notes } = state;
    const shown = { version, slides, warnings, blocking, support, files, finals, model, brand, rules, notes };
    return { turn, read_upto: readUpto(turn), shown, ...fresh };
  };
}
