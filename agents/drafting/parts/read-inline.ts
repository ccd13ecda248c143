import type { Definition, PhrasingContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Evidence } from '../../../ports/content.ts';
import { cleanText } from './clean-text.ts';
import { everyNode } from './every-node.ts';
import { safeLink } from './safe-link.ts';

/** Nothing that people read is quoted or listed deeper; below it, the text alone is kept. */
export const DEEPEST = 12;

export interface Reading {
  evidence: readonly Evidence[];
  cite: (evidence: Evidence) => number;
  /** Addresses of `[text][name]`, by name. */
  definitions: ReadonlyMap<Definition['identifier'], string>;
  depth: number;
}

/** Running text in which every link is safe and every mark has its number in the article. */
export function readInline(nodes: readonly PhrasingContent[], reading: Reading): PhrasingContent[] {
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
        return link(node.url, readInline(node.children, inner));
      case 'linkReference':
        return link(reading.definitions.get(node.identifier) ?? '', readInline(node.children, inner));
      case 'emphasis':
      case 'strong':
      case 'delete': {
        const children = readInline(node.children, inner);
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
