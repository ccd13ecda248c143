import { interrupt } from '@langchain/langgraph';
import { questionAnswer } from '../../../ports/content.ts';
import { draftHash } from '../../runner/draft-hash.ts';
import type { Awaited } from '../../runner/workflow.ts';
import { type NotesNode, notesContent } from '../state.ts';

/**
 * Waits until each person's words are approved or skipped; the database does what the buttons say. The node runs again from
 * its top when the answer comes, so nothing with an effect stands here.
 */
export function ask(): NotesNode {
  return async (state) => {
    const awaited: Awaited = { question: 1, hash: draftHash(notesContent(state), []), read_upto: null };
    questionAnswer.parse(interrupt(awaited));
    return { closed: true };
  };
}
