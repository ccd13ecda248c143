import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { ArticlePart, Evidence } from '../../../ports/content.ts';
import { cleanText } from './clean-text.ts';
import { everyNode } from './every-node.ts';
import { DEEPEST, type Reading, readInline } from './read-inline.ts';

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/** Ends an unfinished definition, so that the part's first lines are never taken for more of it. */
const FENCE = '<!---->';

/**
 * A part's Markdown as a tree of blocks in which nothing is left that could break out of the article.
 *
 * HTML is shown as the text that it is, pictures become links, links lead to http, https and mail alone, and headings
 * start at level 3. No word is lost: what is not allowed is shown, not hidden.
 *
 * @param cite Gives the number of a citation in the whole article; called in reading order.
 */
export function readPart(
  { markdown, evidence }: Pick<ArticlePart, 'markdown' | 'evidence'>,
  cite: (evidence: Evidence) => number,
): RootContent[] {
  // Markdown reads `[^2]` as a mark only where that footnote is defined.
  const head = `${evidence.map((_, i) => `[^${i + 1}]: .\n`).join('')}\n${FENCE}\n\n`;
  const tree = parser.parse(head + cleanText(markdown));
  const own = tree.children.filter((node) => (node.position?.start.offset ?? 0) >= head.length);
  const definitions = new Map<string, string>();
  for (const node of everyNode(own))
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node.url);
  return blocks(own, { evidence, cite, definitions, depth: 0 });
}

function blocks(nodes: readonly Nodes[], reading: Reading): RootContent[] {
  const inner = { ...reading, depth: reading.depth + 1 };
  return nodes.flatMap((node): RootContent[] => {
    if (reading.depth > DEEPEST) return paragraph([{ type: 'text', value: textOf(node) }]);
    switch (node.type) {
      case 'definition':
        return [];
      case 'html':
        return paragraph([{ type: 'text', value: node.value }]);
      case 'heading': {
        const depth = node.depth < 3 ? 3 : node.depth;
        const children = oneRow(readInline(node.children, reading));
        return children.length > 0 ? [{ type: 'heading', depth, children }] : [];
      }
      case 'paragraph':
        return paragraph(readInline(node.children, reading));
      // A footnote of the writer's own has no quote behind it: it is text like any other.
      case 'footnoteDefinition':
        return blocks(node.children, inner);
      case 'blockquote':
      case 'list':
      case 'listItem': {
        const children = blocks(node.children, inner);
        // SAFETY: a block is only replaced by blocks, and a list's items stay items.
        return children.length > 0 ? [{ ...node, children } as RootContent] : [];
      }
      case 'table':
        return [
          {
            ...node,
            children: node.children.map((row) => ({
              ...row,
              children: row.children.map((cell) => ({
                ...cell,
                children: oneRow(readInline(cell.children, reading)),
              })),
            })),
          },
        ];
      case 'code':
      case 'thematicBreak':
        return [node];
      default:
        return paragraph([{ type: 'text', value: textOf(node) }]);
    }
  });
}

function paragraph(children: PhrasingContent[]): RootContent[] {
  const first = children.findIndex((node) => node.type !== 'break');
  const last = children.findLastIndex((node) => node.type !== 'break');
  return first < 0 ? [] : [{ type: 'paragraph', children: children.slice(first, last + 1) }];
}

/** Markdown knows no line end within a heading or a cell. */
function oneRow(children: PhrasingContent[]): PhrasingContent[] {
  return children.map((node) => {
    if (node.type === 'break') return { type: 'text', value: ' ' };
    return 'children' in node ? { ...node, children: oneRow(node.children) } : node;
  });
}
