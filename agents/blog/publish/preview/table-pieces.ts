import type { Node } from '@takumi-rs/core';
import type { Table, TableCell, TableRow } from 'mdast';
import { allRuns } from '../../../design/fit-text.ts';
import { plainText } from '../../../drafting/parts/plain-text.ts';
import { COLUMN } from './column.ts';
import { inlineNodes, span } from './inline-nodes.ts';
import { type Piece, textNode, textPiece } from './piece.ts';
import { bodyLook, type Nesting, type Setting } from './setting.ts';
import { sizes } from './type-sizes.ts';

const GAP = 28;
const ROW_PADDING = 12;
/** More columns than this, words without room, or rows this high: the table is set as lines `heading: value`. */
const MOST_COLUMNS = 5;
const HIGHEST_ROW = 420;

/** A table's rows, each whole on its page; the heading row goes with the first. */
export async function tablePieces(table: Table, nesting: Nesting, setting: Setting): Promise<Piece[]> {
  const columns = Math.max(1, ...table.children.map((row) => row.children.length));
  if (columns > MOST_COLUMNS) return stackedRows(table, nesting, setting);
  const widths = await columnWidths(table, columns, COLUMN.width - nesting.x, setting);
  if (widths === null) return stackedRows(table, nesting, setting);
  const pieces: Piece[] = [];
  for (const [i, row] of table.children.entries()) {
    const piece = await rowPiece(row, i === 0, widths, nesting, setting);
    if (piece.rowHeight > HIGHEST_ROW) return stackedRows(table, nesting, setting);
    pieces.push({
      ...piece,
      above: i === 0 ? (nesting.above ?? sizes.body.above) : 0,
      keepNext: i === 0 && table.children.length > 1,
    });
  }
  return pieces;
}

/**
 * No column narrower than its longest word, what is left by the length of the texts. Null: the words have no room.
 */
async function columnWidths(
  table: Table,
  columns: number,
  width: number,
  setting: Setting,
): Promise<number[] | null> {
  const room = width - GAP * (columns - 1);
  const least: number[] = [];
  const wanted: number[] = [];
  for (let i = 0; i < columns; i += 1) {
    const cells = table.children.flatMap((row) => row.children[i] ?? []);
    const words = await Promise.all(cells.map((cell) => longestWord(cell, setting)));
    least.push(Math.ceil(Math.max(40, ...words)));
    wanted.push(Math.max(1, ...cells.map((cell) => Math.min(60, plainText([cell]).length))));
  }
  const free = room - least.reduce((sum, one) => sum + one, 0);
  if (free < 0) return null;
  const total = wanted.reduce((sum, one) => sum + one, 0);
  return least.map((one, i) => Math.floor(one + (free * (wanted[i] ?? 0)) / total));
}

/** In pixels, as a heading sets it: in bold. */
async function longestWord(cell: TableCell, { renderer, theme, scale }: Setting): Promise<number> {
  const look = { ...sizes.cell, style: { ...scale.label, tracking: 0 }, color: theme.text };
  const node = textNode(inlineNodes(cell.children, theme), 1, look);
  const measured = await renderer.measure(
    { ...node, style: { ...node.style, overflowWrap: 'normal' } },
    { width: 1 },
  );
  return Math.max(0, ...allRuns(measured).map((run) => run.x + run.width));
}

async function rowPiece(
  row: TableRow,
  head: boolean,
  widths: readonly number[],
  nesting: Nesting,
  { renderer, theme, scale }: Setting,
): Promise<Piece> {
  const look = {
    ...sizes.cell,
    style: head ? { ...scale.label, tracking: 0 } : scale.body,
    color: head ? theme.text : theme.soft,
  };
  let x = 0;
  let height = 0;
  const cells: Node[] = [];
  for (const [i, width] of widths.entries()) {
    const cell = row.children[i];
    const node = textNode(inlineNodes(cell?.children ?? [], theme), width, look);
    height = Math.max(height, (await renderer.measure(node, { width })).height);
    cells.push({
      type: 'container',
      style: { position: 'absolute', left: x, top: ROW_PADDING, width },
      children: [node],
    });
    x += width + GAP;
  }
  const width = COLUMN.width - nesting.x;
  const rowHeight = Math.ceil(Math.max(height, look.line)) + 2 * ROW_PADDING;
  const line: Node = {
    type: 'container',
    style: {
      position: 'absolute',
      left: 0,
      top: rowHeight - (head ? 3 : 1),
      width,
      height: head ? 3 : 1,
      background: head ? theme.muted : theme.hairline,
    },
  };
  return {
    node: {
      type: 'container',
      style: { position: 'relative', display: 'block', width, height: rowHeight },
      children: [...cells, line],
    },
    x: nesting.x,
    width,
    rows: 1,
    rowHeight,
    above: 0,
    keepNext: false,
    marker: null,
    ground: null,
    text: [plainText([row])],
  };
}

async function stackedRows(table: Table, nesting: Nesting, setting: Setting): Promise<Piece[]> {
  const [head, ...rows] = table.children;
  const look = bodyLook(setting, nesting);
  const pieces: Piece[] = [];
  // A heading row alone is a row.
  for (const row of rows.length > 0 ? rows : table.children)
    for (const [i, cell] of row.children.entries()) {
      const name = rows.length > 0 ? plainText(head?.children.slice(i, i + 1) ?? []) : '';
      const children = [
        ...span(name === '' ? '' : `${name}: `, { fontWeight: 700 }),
        ...inlineNodes(cell.children, setting.theme),
      ];
      if (children.length === 0) continue;
      const above = i === 0 ? look.above : 4;
      pieces.push(
        await textPiece(setting.renderer, children, look, { x: nesting.x, above, ground: nesting.quote }),
      );
    }
  return pieces;
}
