import { interrupt } from '@langchain/langgraph';
import { resume } from '../../../ports/content.ts';
import { readUpto, turnOfReplies, turnOfReview } from '../../drafting/conversation/turn.ts';
import type { Awaited } from '../../runner/workflow.ts';
import { hashOfState } from '../draft-content.ts';
import { type BlogNode, have } from '../state.ts';

/**
 * Waits for a person: a decision on exactly this text, which the question names by version and hash, or words in the
 * thread. The node runs again from its top when the answer comes, so nothing with an effect stands here.
 */
export function awaitReview(today: () => string): BlogNode {
  return async (state) => {
    const { version, read_upto } = state;
    const shown = {
      version,
      article: have(state, 'article'),
      changes: state.changes,
      warnings: state.warnings,
      blocking: state.blocking,
      support: state.support,
      files: state.files,
      finals: state.finals,
      model: state.model,
      brand: state.brand,
      rules: state.rules,
      notes: state.notes,
    };
    const fresh = { shown, wanted: null, stopped: null };
    const awaited: Awaited = { version, hash: hashOfState(state), read_upto };
    const heard = resume.parse(interrupt(awaited));
    const day = { today: today() };
    if ('decision' in heard) {
      return { decision: heard, turn: turnOfReview(heard), ...fresh, ...day };
    }
    if (heard.kind === 'answer') throw new Error('Cannot take an answer: the graph waits for a review');
    const turn = turnOfReplies(heard);
    return { turn, read_upto: readUpto(turn), ...fresh, ...day };
  };
}
