import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { recall as recallThread } from '../../drafting/conversation/recall.ts';
import { turnText } from '../../drafting/conversation/turn.ts';
import { clip } from '../../text/clip.ts';
import { type BlogNode, have } from '../state.ts';

/** Passages that a turn may add: people can ask for facts that the brief did not. */
const MAX_FOUND = 6;
const MAX_QUERY = 500;

/** Reads what was said in the thread before, and looks up what people said now. */
export function recall(
  content: Pick<ContentForAgent, 'readThread' | 'searchKnowledge'>,
  claim: Claim,
): BlogNode {
  return async (state) => {
    const turn = have(state, 'turn');
    const query = clip(turnText(turn), MAX_QUERY);
    const { team_id, job_id } = state;
    const [memory, answer] = await Promise.all([
      recallThread(content, claim, turn),
      content.searchKnowledge(team_id, query, have(state, 'language'), MAX_FOUND, { job_id }),
    ]);
    return { memory, found: answer.passages };
  };
}
