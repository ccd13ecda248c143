import type { List, Nodes, Table } from 'mdast';

/**
 * A Markdown tree as paragraphs of plain text: headings and lists keep their marks, tables become lines, and what is
 * only form (emphasis, link targets, escapes, raw HTML, pictures) goes. A quote must be the very words that people read.
 */
export function plainBlocks(node: Nodes): string[] {
  switch (node.type) {
    case 'root':
    case 'blockquote':
    case 'footnoteDefinition':
      return node.children.flatMap(plainBlocks);
    case 'heading':
      return filled(`${'#'.repeat(node.depth)} ${oneLine(inline(node))}`, oneLine(inline(node)));
    case 'list':
      return filled(listLines(node, '').join('\n'));
    case 'table':
      return filled(tableLines(node).join('\n'));
    case 'code':
      return filled(node.value);
    case 'html':
    case 'yaml':
    case 'definition':
    case 'thematicBreak':
      return [];
    default:
      return filled(inline(node).trim());
  }
}

function filled(block: string, content = block): string[] {
  return content.trim() === '' ? [] : [block];
}

function listLines(list: List, indent: string): string[] {
  return list.children.flatMap((item, at) => {
    const mark = list.ordered ? `${(list.start ?? 1) + at}.` : '-';
    const [own, nested] = [[] as string[], [] as string[]];
    for (const child of item.children) {
      if (child.type === 'list') nested.push(...listLines(child, `${indent}  `));
      else own.push(...plainBlocks(child).map(oneLine));
    }
    const text = own.join(' ');
    return [...(text === '' ? [] : [`${indent}${mark} ${text}`]), ...nested];
  });
}

function tableLines(table: Table): string[] {
  return table.children.flatMap((row) => {
    const cells = row.children.map((cell) => oneLine(inline(cell)));
    return cells.every((cell) => cell === '') ? [] : [cells.join(' | ')];
  });
}

function inline(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  if (node.type === 'break') return '\n';
  return 'children' in node ? node.children.map(inline).join('') : '';
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
