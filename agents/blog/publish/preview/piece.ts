import type { Node, Renderer } from '@takumi-rs/core';
import { allRuns } from '../../../design/fit-text.ts';
import { fontStack } from '../../../design/fonts.ts';
import type { TextStyle } from '../../../design/text-style.ts';
import { COLUMN } from './column.ts';
import type { Stack } from './paginate.ts';
import type { TypeSize } from './type-sizes.ts';

/** What stands in the column and may run over pages. */
export interface Piece extends Stack {
  node: Node;
  /** From the column's left edge. */
  x: number;
  width: number;
  /** Number or bullet beside the first row. */
  marker: { node: Node; x: number; width: number } | null;
  /** Drawn behind all rows of the piece. */
  ground: Ground | null;
  /** What is read on each row. */
  text: string[];
}

/** Pieces that share one stand before one unbroken bar: a quotation. */
export interface Ground {
  kind: 'bar' | 'card' | 'line';
  /** From the column's left edge. */
  x: number;
  color: string;
}

export interface TextLook extends TypeSize {
  style: Pick<TextStyle, 'family' | 'weight' | 'tracking'>;
  color: string;
  italic?: boolean;
  /** Keeps the blanks of code. */
  verbatim?: boolean;
}

/** Text that wraps in its width, line below line. */
export function textNode(children: Node[], width: number, look: TextLook): Node {
  return {
    type: 'container',
    style: {
      display: 'block',
      width,
      fontFamily: fontStack(look.style.family),
      fontWeight: look.style.weight,
      fontSize: look.size,
      lineHeight: `${look.line}px`,
      letterSpacing: Math.round(look.size * look.style.tracking * 100) / 100,
      fontStyle: look.italic ? 'italic' : 'normal',
      color: look.color,
      overflowWrap: 'anywhere',
      whiteSpace: look.verbatim ? 'pre-wrap' : 'pre-line',
    },
    children,
  };
}

/** Text as a piece of the column: measured, not yet placed. */
export async function textPiece(
  renderer: Renderer,
  children: Node[],
  look: TextLook,
  options: Partial<Pick<Piece, 'x' | 'width' | 'above' | 'keepNext' | 'marker' | 'ground'>> = {},
): Promise<Piece> {
  const x = options.x ?? 0;
  const width = options.width ?? COLUMN.width - x;
  const node = textNode(children, width, look);
  const measured = await renderer.measure(node, { width });
  const rows = Math.max(1, Math.round(measured.height / look.line));
  const text = Array.from({ length: rows }, () => '');
  for (const run of allRuns(measured)) {
    const row = Math.min(rows - 1, Math.max(0, Math.floor((run.y + run.height / 2) / look.line)));
    text[row] += run.text;
  }
  return {
    node,
    x,
    width,
    rows,
    rowHeight: look.line,
    above: options.above ?? look.above,
    keepNext: options.keepNext ?? false,
    marker: options.marker ?? null,
    ground: options.ground ?? null,
    text,
  };
}
