import type { Nodes } from 'mdast';

/** What a reader sees of these nodes: words without marks, each block on its own line, citations left out. */
export function plainText(nodes: readonly Nodes[]): string {
  return nodes
    .map(textOf)
    .join('')
    .replaceAll(/[ \t]*\n\s*/g, '\n')
    .trim();
}

function textOf(node: Nodes): string {
  switch (node.type) {
    case 'break':
      return '\n';
    case 'tableCell':
      return `${node.children.map(textOf).join('')} `;
    case 'paragraph':
    case 'heading':
    case 'tableRow':
      return `${node.children.map(textOf).join('')}\n`;
    case 'code':
      return `${node.value}\n`;
    default:
      if ('children' in node) return node.children.map(textOf).join('');
      return 'value' in node ? node.value : '';
  }
}
