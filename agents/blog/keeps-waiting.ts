import { orTakeBack } from '../drafting/conversation/or-take-back.ts';
import { type Attempt, gaveUp } from '../runner/attempt.ts';
import type { BlogNode, BlogState } from './state.ts';

/**
 * Whether a draft or a strategy waits for people while a reply is worked on, and still does when the reply comes to
 * nothing. Pure.
 */
export function somethingWaits({
  turn,
  shown,
  wanted,
}: Pick<BlogState, 'turn' | 'shown' | 'wanted'>): boolean {
  if (turn?.by !== 'reply') return false;
  // Once people agreed to it, a strategy does not wait any more.
  return shown !== null || wanted?.next !== 'go_on';
}

/** And whether people can approve it, or agree to it. Pure. */
export function opensWaiting(state: Pick<BlogState, 'turn' | 'shown' | 'wanted'>): boolean {
  return somethingWaits(state) && (state.shown?.blocking ?? []).length === 0;
}

/** A node whose failure on a reply leaves that as it is. */
export function keepsWaiting(node: BlogNode, attempt: Attempt): BlogNode {
  return orTakeBack(node, attempt, somethingWaits, (failure) => ({
    stopped: { ...gaveUp(attempt), from: 'revise', ...failure },
  }));
}
