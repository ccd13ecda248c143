import type { LeftOut } from '../../ports/content.ts';
import type { Attempt } from '../runner/attempt.ts';
import type { Edge } from './edges.ts';
import { type DraftingState, type Node, somethingWaits } from './state.ts';

/** A node that calls a model, made so that it is left out of a version that people had finished at a cap. */
export function orLeaveOut<State extends Pick<DraftingState, 'left_out'>, Update>(
  part: LeftOut,
  node: Node<State, Update>,
  attempt: Attempt,
): Node<State, Update | Pick<DraftingState, 'left_out'>> {
  return async (state, run) =>
    attempt.finishes ? { left_out: [...new Set([...state.left_out, part])] } : node(state, run);
}

/** Behind such a node: what it would have led to, or the end of a version that is finished early. */
export function orFinish<To extends string, State extends Pick<DraftingState, 'left_out'>>([
  decide,
  ends,
]: Edge<To, State>): Edge<To | 'finish', State> {
  return [(state) => (state.left_out.length > 0 ? 'finish' : decide(state)), [...ends, 'finish']];
}

/** Nodes behind which a draft is whole: without them it can be shown. */
const behindTheText = ['repair', 'mend', 'judge', 'judge-quotes'];

/**
 * Whether a draft that stopped at this node becomes a version without it. What people can approve now is not replaced by
 * one that is closed for approval. Pure.
 */
export function isWhole(
  node: string | undefined,
  state: Pick<DraftingState, 'turn' | 'shown' | 'wanted' | 'findings'>,
): boolean {
  if (node === undefined || !behindTheText.includes(node)) return false;
  const standsOpen = somethingWaits(state) && (state.shown?.blocking ?? []).length === 0;
  return !(standsOpen && state.findings.some((found) => found.hard !== false));
}
