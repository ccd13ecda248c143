import { interrupt } from '@langchain/langgraph';
import { resume } from '../../../ports/content.ts';
import { readUpto, turnOfReplies, turnOfReview } from '../../drafting/conversation/turn.ts';
import { have } from '../../drafting/state.ts';
import { draftHash } from '../../runner/draft-hash.ts';
import type { Awaited } from '../../runner/workflow.ts';
import type { EnrichmentNode } from '../state.ts';

/**
 * Waits for a decision on exactly these changes, or for words in the thread. The node runs again from its top when the answer
 * comes, so nothing with an effect stands here.
 */
export function awaitReview(): EnrichmentNode {
  return async (state) => {
    const { version, files, finals, read_upto } = state;
    const awaited: Awaited = { version, hash: draftHash(have(state, 'draft'), files, finals), read_upto };
    const heard = resume.parse(interrupt(awaited));
    if ('decision' in heard) return { turn: turnOfReview(heard) };
    if (heard.kind !== 'reply')
      throw new Error(`Cannot take a resume of kind "${heard.kind}": an enrichment waits for a review`);
    const turn = turnOfReplies(heard);
    return { turn, read_upto: readUpto(turn) };
  };
}
