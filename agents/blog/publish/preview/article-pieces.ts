import type { Blockquote, Code, Heading, List, RootContent } from 'mdast';
import { plainText } from '../../../drafting/parts/plain-text.ts';
import { partBlocks } from '../article-tree.ts';
import type { ReadArticle } from '../read-article.ts';
import { COLUMN } from './column.ts';
import { inlineNodes, span } from './inline-nodes.ts';
import { type Ground, type Piece, type TextLook, textNode, textPiece } from './piece.ts';
import { bodyLook, type Nesting, type Setting } from './setting.ts';
import { tablePieces } from './table-pieces.ts';
import { sizes } from './type-sizes.ts';

/** Text in a narrow column is a ladder of words: deeper lists and quotations stand where this one does. */
const FURTHEST_IN = 320;

/** The parts of an article as pieces of one column, in reading order. */
export async function articlePieces(parts: ReadArticle['parts'], setting: Setting): Promise<Piece[]> {
  const pieces: Piece[] = [];
  const nesting: Nesting = { x: 0, above: null, quote: null };
  for (const part of parts) pieces.push(...(await blockPieces(partBlocks(part), nesting, setting)));
  return pieces;
}

async function blockPieces(
  blocks: readonly RootContent[],
  nesting: Nesting,
  setting: Setting,
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const [i, block] of blocks.entries()) {
    const first = i === 0 ? nesting : { ...nesting, above: null };
    const own = await blockPiece(block, first, setting);
    const last = own.at(-1);
    // "These are:" at the foot of a page says nothing without what follows.
    if (last !== undefined && leadsIn(block, blocks[i + 1])) last.keepNext = true;
    pieces.push(...own);
  }
  return pieces;
}

function leadsIn(block: RootContent, next: RootContent | undefined): boolean {
  const introduced = next?.type === 'list' || next?.type === 'table' || next?.type === 'blockquote';
  return introduced && block.type === 'paragraph' && /:\s*$/.test(plainText([block]));
}

async function blockPiece(block: RootContent, nesting: Nesting, setting: Setting): Promise<Piece[]> {
  const { theme, renderer } = setting;
  switch (block.type) {
    case 'heading':
      return [await headingPiece(block, nesting, setting)];
    case 'paragraph': {
      const look = bodyLook(setting, nesting);
      return [await textPiece(renderer, inlineNodes(block.children, theme), look, placed(nesting, look))];
    }
    case 'list':
      return listPieces(block, nesting, setting);
    case 'blockquote':
      return quotePieces(block, nesting, setting);
    case 'code':
      return [await codePiece(block, nesting, setting)];
    case 'table':
      return tablePieces(block, nesting, setting);
    case 'thematicBreak':
      return [linePiece(setting)];
    default:
      return [];
  }
}

function headingPiece(
  { depth, children }: Heading,
  nesting: Nesting,
  { renderer, theme, scale }: Setting,
): Promise<Piece> {
  const size = depth <= 2 ? sizes.section : depth === 3 ? sizes.heading : sizes.subheading;
  const look = { ...size, style: scale.title, color: theme.text };
  return textPiece(renderer, inlineNodes(children, theme), look, {
    ...placed(nesting, look),
    keepNext: true,
  });
}

async function listPieces(list: List, nesting: Nesting, setting: Setting): Promise<Piece[]> {
  const { theme, scale } = setting;
  const last = (list.start ?? 1) + list.children.length - 1;
  const indent = list.ordered ? 26 + 20 * Math.max(1, String(last).length) : 40;
  const x = Math.min(nesting.x + indent, FURTHEST_IN);
  const pieces: Piece[] = [];
  for (const [i, item] of list.children.entries()) {
    const sign =
      item.checked === true
        ? '☑'
        : item.checked === false
          ? '○'
          : list.ordered
            ? `${(list.start ?? 1) + i}.`
            : '•';
    const look: TextLook = { ...sizes.item, style: { ...scale.body, weight: 600 }, color: theme.accentText };
    const width = indent;
    const marker = { node: textNode(span(sign, {}), width, look), x: x - indent, width };
    const above = i === 0 ? (nesting.above ?? sizes.body.above - 6) : sizes.item.above;
    const own = await blockPieces(item.children, { ...nesting, x, above }, setting);
    pieces.push(...own.map((piece, at) => (at === 0 ? { ...piece, marker: piece.marker ?? marker } : piece)));
  }
  return pieces;
}

function quotePieces({ children }: Blockquote, nesting: Nesting, setting: Setting): Promise<Piece[]> {
  const { theme } = setting;
  const quote: Ground = nesting.quote ?? { kind: 'bar', x: nesting.x, color: theme.accentAlt };
  return blockPieces(children, { ...nesting, x: Math.min(nesting.x + 36, FURTHEST_IN), quote }, setting);
}

function codePiece({ value }: Code, nesting: Nesting, { renderer, theme, scale }: Setting): Promise<Piece> {
  const look = { ...sizes.code, style: scale.body, color: theme.text, verbatim: true };
  const ground: Ground = { kind: 'card', x: nesting.x, color: theme.card };
  const options = {
    ...placed(nesting, look),
    x: nesting.x + 24,
    width: COLUMN.width - nesting.x - 48,
    ground,
  };
  return textPiece(renderer, span(value, {}), look, options);
}

function linePiece({ theme }: Setting): Piece {
  const ground: Ground = { kind: 'line', x: 0, color: theme.hairline };
  const node = { type: 'container', style: {} } as const;
  return {
    node,
    x: 0,
    width: COLUMN.width,
    rows: 1,
    rowHeight: 24,
    above: 36,
    keepNext: false,
    marker: null,
    ground,
    text: [''],
  };
}

function placed({ x, above, quote }: Nesting, look: TextLook): Pick<Piece, 'x' | 'above' | 'ground'> {
  return { x, above: above ?? look.above, ground: quote };
}
