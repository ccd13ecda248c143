import type { LeftOut } from '../../ports/content.ts';
import type { Attempt } from '../runner/attempt.ts';
import type { Edge } from './edges.ts';
import { type DraftingState, type Node, standsOpen } from './state.ts';

/** What a version lacks, and these parts too. Pure. */
export function withLeftOut(state: Pick<DraftingState, 'left_out'>, ...parts: LeftOut[]): LeftOut[] {
  return [...new Set([...state.left_out, ...parts])];
}

/** A node that calls a model, made so that it is left out of a version that people had finished at a cap. */
export function orLeaveOut<State extends Pick<DraftingState, 'left_out'>, Update>(
  part: LeftOut,
  node: Node<State, Update>,
  attempt: Attempt,
): Node<State, Update | Pick<DraftingState, 'left_out'>> {
  return async (state, run) => (attempt.finishes ? { left_out: withLeftOut(state, part) } : node(state, run));
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
  return !(standsOpen(state) && state.findings.some((found) => found.hard !== false));
}
