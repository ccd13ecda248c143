import type { Node } from '@takumi-rs/core';
import type { PhrasingContent } from 'mdast';
import { bindWords } from '../../../design/bind-words.ts';
import type { Theme } from '../../../design/theme.ts';
import { raised } from '../../../text/typographic.ts';

type Style = NonNullable<Node['style']>;

/** Running text as the renderer sets it: one node for each stretch of one look. */
export function inlineNodes(nodes: readonly PhrasingContent[], theme: Theme, style: Style = {}): Node[] {
  return nodes.flatMap((node, i): Node[] => {
    switch (node.type) {
      case 'text':
        return span(bindWords(node.value.replaceAll(/\s+/g, ' ')), style);
      case 'break':
        return span('\n', style);
      case 'inlineCode':
        return span(node.value, { ...style, backgroundColor: theme.ornament, borderRadius: 6 });
      case 'strong':
        return inlineNodes(node.children, theme, { ...style, fontWeight: 700 });
      case 'emphasis':
        return inlineNodes(node.children, theme, { ...style, fontStyle: 'italic' });
      case 'delete':
        return inlineNodes(node.children, theme, { ...style, textDecoration: 'line-through' });
      case 'link':
        return inlineNodes(node.children, theme, {
          ...style,
          color: theme.accentAltText,
          textDecoration: 'underline',
        });
      case 'footnoteReference': {
        // Two marks side by side are two numbers. The font has raised digits: they never change the distance of lines.
        const apart = nodes[i - 1]?.type === 'footnoteReference' ? '\u202f' : '';
        return span(apart + raised(node.identifier), {
          ...style,
          color: theme.accentText,
          fontWeight: 600,
        });
      }
      default:
        return [];
    }
  });
}

export function span(text: string, style: Style): Node[] {
  return text === '' ? [] : [{ type: 'text', text, style: { ...style, display: 'inline' } }];
}
