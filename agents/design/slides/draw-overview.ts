import type { Node, Renderer } from '@takumi-rs/core';
import type { BrandKit } from '../../../ports/content.ts';
import { mix } from '../colour.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from '../page.ts';

const WIDTH = 1600;
const GAP = 28;

/** All pages as one picture, in rows that are as full as the number allows. */
export async function drawOverview(
  renderer: Renderer,
  pages: readonly Buffer[],
  brand: BrandKit,
): Promise<Buffer> {
  const columns =
    pages.length <= 5
      ? pages.length
      : pages.length === 6
        ? 3
        : pages.length <= 8 || pages.length >= 11
          ? 4
          : 5;
  const cell = Math.floor((WIDTH - GAP * (columns + 1)) / columns);
  const cellHeight = Math.round((cell * PAGE_HEIGHT) / PAGE_WIDTH);
  const rows = Math.ceil(pages.length / columns);
  const height = rows * cellHeight + GAP * (rows + 1);
  const children: Node[] = pages.map((page, i) => {
    const row = Math.floor(i / columns);
    const inRow = Math.min(columns, pages.length - row * columns);
    // An unfinished last row stands in the middle.
    const left = (WIDTH - inRow * cell - (inRow - 1) * GAP) / 2;
    return {
      type: 'image',
      src: page,
      width: cell,
      height: cellHeight,
      style: {
        position: 'absolute',
        left: left + (i % columns) * (cell + GAP),
        top: GAP + row * (cellHeight + GAP),
        width: cell,
        height: cellHeight,
        borderRadius: 16,
      },
    };
  });
  const background = mix(brand.colors.paper, brand.colors.ink, 0.14);
  const root: Node = {
    type: 'container',
    style: { position: 'relative', width: WIDTH, height, background },
    children,
  };
  return renderer.render(root, { width: WIDTH, height, format: 'png' });
}
