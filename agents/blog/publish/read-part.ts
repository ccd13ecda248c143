import type { Definition, Nodes, PhrasingContent, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { ArticlePart } from '../../../ports/content.ts';
import type { Evidence } from './article.ts';
import { cleanText } from './clean-text.ts';
import { safeLink } from './safe-link.ts';

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/** Nothing that people read is quoted or listed deeper; below it, the text alone is kept. */
const DEEPEST = 12;

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

interface Reading {
  evidence: readonly Evidence[];
  cite: (evidence: Evidence) => number;
  /** Addresses of `[text][name]`, by name. */
  definitions: ReadonlyMap<Definition['identifier'], string>;
  depth: number;
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
        const children = oneRow(inline(node.children, reading));
        return children.length > 0 ? [{ type: 'heading', depth, children }] : [];
      }
      case 'paragraph':
        return paragraph(inline(node.children, reading));
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
                children: oneRow(inline(cell.children, reading)),
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

function inline(nodes: readonly PhrasingContent[], reading: Reading): PhrasingContent[] {
  if (reading.depth > 2 * DEEPEST) {
    const value = nodes.map((node) => textOf(node)).join('');
    return value === '' ? [] : [{ type: 'text', value }];
  }
  const inner = { ...reading, depth: reading.depth + 1 };
  return nodes.flatMap((node): PhrasingContent[] => {
    switch (node.type) {
      // Entities bring back what was removed from the source.
      case 'text':
        return [{ type: 'text', value: cleanText(node.value) }];
      case 'html':
        return /^<br\s*\/?>$/i.test(node.value) ? [{ type: 'break' }] : [{ type: 'text', value: node.value }];
      case 'footnoteReference': {
        const evidence = reading.evidence[Number(node.identifier) - 1];
        if (evidence === undefined) return [{ type: 'text', value: `[^${node.label ?? node.identifier}]` }];
        const number = String(reading.cite(evidence));
        return [{ type: 'footnoteReference', identifier: number, label: number }];
      }
      case 'image':
        return link(node.url, [{ type: 'text', value: node.alt || node.url }]);
      case 'imageReference':
        return link(reading.definitions.get(node.identifier) ?? '', [
          { type: 'text', value: node.alt || node.identifier },
        ]);
      case 'link':
        return link(node.url, inline(node.children, inner));
      case 'linkReference':
        return link(reading.definitions.get(node.identifier) ?? '', inline(node.children, inner));
      case 'emphasis':
      case 'strong':
      case 'delete': {
        const children = inline(node.children, inner);
        return children.length > 0 ? [{ ...node, children }] : [];
      }
      default:
        return [node];
    }
  });
}

/** Links hold no links: a mark inside one comes after it, a link inside one gives its text. */
function link(url: string, children: PhrasingContent[]): PhrasingContent[] {
  const safe = safeLink(url);
  if (safe === null) return children;
  const marks = [...everyNode(children)].filter((node) => node.type === 'footnoteReference');
  const text = withoutLinks(children);
  if (text.length === 0) return marks;
  return [{ type: 'link', url: safe, children: text }, ...marks];
}

function withoutLinks(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'footnoteReference') return [];
    if (node.type === 'link') return withoutLinks(node.children);
    return 'children' in node ? [{ ...node, children: withoutLinks(node.children) }] : [node];
  });
}

function* everyNode(nodes: readonly Nodes[]): Generator<Nodes> {
  for (const node of nodes) {
    yield node;
    if ('children' in node) yield* everyNode(node.children);
  }
}
