import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { recall as recallThread } from '../../drafting/conversation/recall.ts';
import { type CarouselNode, have } from '../state.ts';

/** Reads what was said in the thread before the replies that came now. */
export function recall(content: Pick<ContentForAgent, 'readThread'>, claim: Claim): CarouselNode {
  return async (state) => ({ memory: await recallThread(content, claim, have(state, 'turn')) });
}
