import type { RichTextBlock, RichTextElement } from '@slack/types';
import type { PhrasingContent, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { clip } from './blocks.ts';

export type RichElement = RichTextBlock['elements'][number];

/** A source by its number: a link where the source has an address. */
export interface Citation {
  number: number;
  url: string | null;
}

interface Style {
  bold?: boolean;
  italic?: boolean;
  code?: boolean;
}

const markdown = unified().use(remarkParse).use(remarkGfm);
const mark = /\[\^(\d{1,3})\]/g;

/**
 * Markdown of an agent as rich text, of at most `max` characters: words stay letters, and only citations are links, as an
 * address that a page brought along could pretend to be another.
 *
 * @param cite What `[^n]` refers to; null: nothing that is known, so that the mark is left out.
 */
export function richMarkdown(
  text: string,
  cite: (n: number) => Citation | null,
  max: number,
): { elements: RichElement[]; cut: boolean } {
  const room = { left: max, cut: false };
  const elements: RichElement[] = [];
  for (const block of markdown.parse(text).children) {
    if (room.left <= 0) {
      room.cut = true;
      break;
    }
    for (const element of blockOf(block, cite, room)) {
      const before = elements.at(-1);
      // Sections stand line by line: an empty line between paragraphs must be one of their own words.
      if (
        before?.type === 'rich_text_section' &&
        element.type === 'rich_text_section' &&
        block.type !== 'table'
      ) {
        before.elements.push({ type: 'text', text: '\n\n' }, ...element.elements);
      } else elements.push(element);
    }
  }
  return { elements, cut: room.cut };
}

interface Room {
  left: number;
  cut: boolean;
}
type Cite = (n: number) => Citation | null;

function blockOf(block: RootContent, cite: Cite, room: Room): RichElement[] {
  const section = (elements: RichTextElement[]): RichElement[] =>
    elements.length === 0 ? [] : [{ type: 'rich_text_section', elements }];
  switch (block.type) {
    case 'paragraph':
      return section(inlineOf(block.children, {}, cite, room));
    case 'heading':
      return section(inlineOf(block.children, { bold: true }, cite, room));
    case 'blockquote':
      return block.children.flatMap((inner) => blockOf(inner, cite, room));
    case 'list': {
      const items = block.children
        .map(({ children }) => children.flatMap((inner) => flat(inner, cite, room)))
        .filter((item) => item.length > 0);
      return items.length === 0
        ? []
        : [
            {
              type: 'rich_text_list',
              style: block.ordered ? 'ordered' : 'bullet',
              elements: items.map((elements) => ({ type: 'rich_text_section', elements })),
            },
          ];
    }
    case 'table':
      return block.children.flatMap((row) =>
        section(
          row.children.flatMap((cell, at) => [
            ...(at > 0 ? run(' | ', {}, room) : []),
            ...inlineOf(cell.children, {}, cite, room),
          ]),
        ),
      );
    case 'code':
      return section(run(block.value, {}, room));
    default:
      return [];
  }
}

/** A list within a list, and paragraphs within an item: on lines of the item. */
function flat(block: RootContent, cite: Cite, room: Room): RichTextElement[] {
  if (block.type === 'list') {
    return block.children.flatMap(({ children }) => [
      ...run('\n– ', {}, room),
      ...children.flatMap((inner) => flat(inner, cite, room)),
    ]);
  }
  return 'children' in block && block.type === 'paragraph' ? inlineOf(block.children, {}, cite, room) : [];
}

function inlineOf(nodes: PhrasingContent[], style: Style, cite: Cite, room: Room): RichTextElement[] {
  return nodes.flatMap((node): RichTextElement[] => {
    switch (node.type) {
      case 'text':
        return cited(node.value, style, cite, room);
      case 'strong':
        return inlineOf(node.children, { ...style, bold: true }, cite, room);
      case 'emphasis':
        return inlineOf(node.children, { ...style, italic: true }, cite, room);
      case 'inlineCode':
        return run(node.value, { ...style, code: true }, room);
      case 'break':
        return run('\n', style, room);
      case 'html':
        return run(node.value, style, room);
      default:
        return 'children' in node ? inlineOf(node.children, style, cite, room) : [];
    }
  });
}

function cited(text: string, style: Style, cite: Cite, room: Room): RichTextElement[] {
  const found: RichTextElement[] = [];
  let at = 0;
  for (const match of text.matchAll(mark)) {
    found.push(...run(text.slice(at, match.index), style, room));
    at = match.index + match[0].length;
    const citation = cite(Number(match[1]));
    if (citation && room.left > 0) found.push(citationMark(citation));
  }
  return [...found, ...run(text.slice(at), style, room)];
}

export function citationMark({ number, url }: Citation): RichTextElement {
  const text = `[${number}]`;
  return url === null ? { type: 'text', text } : { type: 'link', url, text };
}

function run(text: string, style: Style, room: Room): RichTextElement[] {
  if (text === '') return [];
  if (room.left <= 0) {
    room.cut = true;
    return [];
  }
  const cut = clip(text, room.left);
  room.cut ||= cut !== text;
  room.left -= text.length;
  return [{ type: 'text', text: cut, ...(Object.keys(style).length > 0 ? { style } : {}) }];
}
