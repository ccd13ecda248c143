import type { Claim } from '../../../ports/content.ts';
import { takeHand as takeHandOf } from '../../drafting/nodes/take-hand.ts';
import { article as articleShape, type BlogState } from '../state.ts';

/** The article that a person made. */
export function takeHand(content: Parameters<typeof takeHandOf>[0], claim: Claim) {
  return takeHandOf(content, claim, (_: BlogState, hand) => ({ article: articleShape.parse(hand.content) }));
}
