import type { Node, Renderer } from '@takumi-rs/core';
import type { BrandKit } from '../../../ports/content.ts';
import { mix } from '../colour.ts';
import { fontStack } from '../fonts.ts';
import { icon } from '../icons.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from '../page.ts';
import { toSvg } from '../shape.ts';

/** A slide as it was and as it is, as PNG. */
export interface ChangedPage {
  /** 1-based. */
  number: number;
  before: Buffer;
  after: Buffer;
}

const WIDTH = 1600;
const MARGIN = 40;
/** Between the two of a pair, where the arrow stands. */
const BETWEEN = 96;
/** Between pairs that share a row. */
const APART = 56;
const LABEL = 64;

/**
 * Slides side by side, before and after, labelled by their versions: words that need no language. The card around it
 * speaks the team's.
 *
 * @param pages One to four; two pairs share a row.
 */
export function drawChange(
  renderer: Renderer,
  pages: readonly ChangedPage[],
  versions: { before: number; after: number },
  brand: BrandKit,
): Promise<Buffer> {
  const columns = Math.min(2, pages.length);
  const pair = (WIDTH - 2 * MARGIN - APART * (columns - 1)) / columns;
  // One pair alone would be higher than any screen.
  const cell = Math.floor(Math.min(560, (pair - BETWEEN) / 2));
  const cellHeight = Math.round((cell * PAGE_HEIGHT) / PAGE_WIDTH);
  const rows = Math.ceil(pages.length / columns);
  const height = MARGIN + rows * (LABEL + cellHeight + MARGIN);
  const ink = brand.colors.ink;
  const nodes = pages.flatMap((page, i): Node[] => {
    const row = Math.floor(i / columns);
    const inRow = Math.min(columns, pages.length - row * columns);
    const taken = 2 * cell + BETWEEN;
    const start = (WIDTH - inRow * taken - (inRow - 1) * APART) / 2;
    const x = start + (i % columns) * (taken + APART);
    const y = MARGIN + row * (LABEL + cellHeight + MARGIN);
    const right = x + cell + BETWEEN;
    return [
      label(`Slide ${page.number} · v${versions.before}`, x, y, cell, ink),
      label(`Slide ${page.number} · v${versions.after}`, right, y, cell, ink),
      picture(page.before, x, y + LABEL, cell, cellHeight, 16),
      picture(page.after, right, y + LABEL, cell, cellHeight, 16),
      picture(
        Buffer.from(toSvg(icon('next', ink, 2.2))),
        x + cell + (BETWEEN - 56) / 2,
        y + LABEL + (cellHeight - 56) / 2,
        56,
        56,
      ),
    ];
  });
  const background = mix(brand.colors.paper, ink, 0.14);
  const root: Node = {
    type: 'container',
    style: { position: 'relative', width: WIDTH, height, background },
    children: nodes,
  };
  return renderer.render(root, { width: WIDTH, height, format: 'png' });
}

function picture(src: Buffer, left: number, top: number, width: number, height: number, radius = 0): Node {
  const style = { position: 'absolute', left, top, width, height, borderRadius: radius } as const;
  return { type: 'image', src, width, height, style };
}

function label(text: string, left: number, top: number, width: number, color: string): Node {
  return {
    type: 'text',
    text,
    style: {
      position: 'absolute',
      left,
      top,
      width,
      height: LABEL,
      fontFamily: fontStack('Inter'),
      fontWeight: 600,
      fontSize: 34,
      color,
    },
  };
}
