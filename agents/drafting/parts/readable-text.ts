import type { Nodes, PhrasingContent, RootContent } from 'mdast';

/** Blocks as a person would type them in a message: lists keep their signs, marks of emphasis and citations go. */
export function readableText(blocks: readonly RootContent[]): string {
  return blocks.map(blockText).join('\n\n');
}

function blockText(block: RootContent): string {
  switch (block.type) {
    case 'list':
      return block.children
        .map(({ children }, i) => `${block.ordered ? `${(block.start ?? 1) + i}.` : '•'} ${inside(children)}`)
        .join('\n');
    case 'blockquote':
      return inside(block.children);
    case 'table':
      return block.children
        .map((row) => row.children.map(({ children }) => inlineText(children)).join(' | '))
        .join('\n');
    case 'code':
      return block.value;
    case 'paragraph':
    case 'heading':
      return inlineText(block.children);
    default:
      return '';
  }
}

const inside = (blocks: readonly RootContent[]) => blocks.map(blockText).join('\n');

function inlineText(nodes: readonly PhrasingContent[]): string {
  return nodes.map(textOf).join('');
}

function textOf(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if ('children' in node) return node.children.map(textOf).join('');
  return 'value' in node ? node.value : '';
}
