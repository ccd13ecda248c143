import type { Nodes, RootContent } from 'mdast';

/**
 * Leaves one mark where a paragraph, list or table cites the same footnote several times in a row: the last, behind what
 * rests on it. Pure.
 */
export function sparseMarks(blocks: readonly RootContent[]): RootContent[] {
  return blocks.map((block) => {
    const marks = marksIn(block);
    const spare = new Set(marks.filter((mark, at) => marks[at + 1]?.identifier === mark.identifier));
    return spare.size === 0 ? block : without(block, spare as ReadonlySet<Nodes>);
  });
}

type Mark = Extract<Nodes, { type: 'footnoteReference' }>;

function marksIn(node: Nodes): Mark[] {
  if (node.type === 'footnoteReference') return [node];
  return 'children' in node ? node.children.flatMap(marksIn) : [];
}

function without<T extends Nodes>(node: T, spare: ReadonlySet<Nodes>): T {
  if (!('children' in node)) return node;
  const children = (node.children as Nodes[]).filter((child) => !spare.has(child));
  // SAFETY: only marks are left out, and every kind of node that holds marks may do without one.
  return { ...node, children: children.map((child) => without(child, spare)) } as T;
}
