import type { Nodes } from 'mdast';

/** These nodes and all within them, in reading order. */
export function* everyNode(nodes: readonly Nodes[]): Generator<Nodes> {
  for (const node of nodes) {
    yield node;
    if ('children' in node) yield* everyNode(node.children);
  }
}
