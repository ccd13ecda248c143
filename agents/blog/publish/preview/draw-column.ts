import type { Node } from '@takumi-rs/core';
import type { Canvas } from '../../../design/canvas.ts';
import type { Box } from '../../../design/page.ts';
import { COLUMN } from './column.ts';
import type { Fragment } from './paginate.ts';
import type { Piece } from './piece.ts';

/** Puts a page's share of the column on it. */
export function drawColumn(
  canvas: Canvas,
  top: number,
  fragments: readonly Fragment[],
  pieces: readonly Piece[],
): void {
  for (const [i, fragment] of fragments.entries()) {
    const piece = pieces[fragment.stack];
    if (piece === undefined) continue;
    const before = fragments[i - 1];
    const height = (fragment.to - fragment.from) * piece.rowHeight;
    const box = { x: COLUMN.x + piece.x, y: top + fragment.y, width: piece.width, height };
    const joins = before !== undefined && pieces[before.stack]?.ground === piece.ground;
    const gap = joins ? fragment.y - endOf(before, pieces) : 0;
    drawGround(canvas, piece, box, gap);
    if (piece.marker !== null && fragment.from === 0)
      place(
        canvas,
        { ...box, x: COLUMN.x + piece.marker.x, width: piece.marker.width, height: piece.rowHeight },
        piece.marker.node,
      );
    place(canvas, box, piece.node, fragment.from * piece.rowHeight);
  }
}

function drawGround(canvas: Canvas, { ground }: Piece, box: Box, gap: number): void {
  if (ground === null) return;
  const x = COLUMN.x + ground.x;
  if (ground.kind === 'line')
    canvas.fill(
      { x, y: box.y + box.height / 2, width: COLUMN.width, height: 2 },
      { background: ground.color },
    );
  if (ground.kind === 'bar')
    canvas.fill(
      // A little under the bar above, whose end is round.
      { x, y: box.y - gap - (gap > 0 ? 6 : 0), width: 8, height: box.height + gap + (gap > 0 ? 6 : 0) },
      { background: ground.color, borderRadius: 4 },
    );
  if (ground.kind === 'card')
    canvas.fill(
      { x, y: box.y - 14, width: COLUMN.width - ground.x, height: box.height + 28 },
      { background: ground.color, borderRadius: 12 },
    );
}

function endOf(fragment: Fragment, pieces: readonly Piece[]): number {
  return fragment.y + (fragment.to - fragment.from) * (pieces[fragment.stack]?.rowHeight ?? 0);
}

/** Shows as much of `node` as `box` has room for, from `offset` pixels below its top. */
function place(canvas: Canvas, { x, y, width, height }: Box, node: Node, offset = 0): void {
  canvas.nodes.push({
    type: 'container',
    style: { position: 'absolute', left: x, top: y, width, height, overflow: 'hidden' },
    children: [
      { type: 'container', style: { position: 'absolute', left: 0, top: -offset, width }, children: [node] },
    ],
  });
}
