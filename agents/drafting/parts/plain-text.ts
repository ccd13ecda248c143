import type { Nodes } from 'mdast';
import type { ArticlePart } from '../../../ports/content.ts';
import { readPart } from './read-part.ts';

/** Texts that were read last, by number of citations and Markdown: ten checks read each part, and each reply all of them. */
const texts = new Map<string, string>();
const MOST_TEXTS = 200;

/** A part as people read it: its text without marks of Markdown and citations, each block on a line. */
export function partText({ markdown, evidence }: Pick<ArticlePart, 'markdown' | 'evidence'>): string {
  const key = `${evidence.length} ${markdown}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = plainText(readPart({ markdown, evidence }, () => 0));
  const [oldest] = texts.keys();
  if (oldest !== undefined && texts.size >= MOST_TEXTS) texts.delete(oldest);
  texts.set(key, text);
  return text;
}

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
