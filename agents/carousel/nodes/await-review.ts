import { interrupt } from '@langchain/langgraph';
import { resumeValue } from '../../../ports/content.ts';
import { hashOfState } from '../draft-content.ts';
import type { CarouselNode } from '../state.ts';

/**
 * Waits for a person. The node runs again from its top when the answer comes, so nothing with an effect stands here.
 * The question names version and hash: only a decision on exactly that text is let through.
 */
export function awaitReview(): CarouselNode {
  return async (state) => ({
    decision: resumeValue.parse(interrupt({ version: state.version, hash: hashOfState(state) })),
    reviewed: state.deck,
  });
}
