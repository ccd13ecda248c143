import type { Node } from '@takumi-rs/core';
import type { Fitted } from './fit-text.ts';
import type { Box } from './page.ts';
import { css } from './text-style.ts';

export interface Paint {
  color: string;
  /** Every colour that may lie behind the text; a gradient names both of its ends. */
  on: readonly string[];
  align?: 'left' | 'center' | 'right';
  valign?: 'top' | 'middle' | 'bottom';
  /** A stretch of the text in another colour. */
  highlight?: { start: number; end: number; color: string };
}

export interface PlacedText {
  /** Which field of the slide, as its writer knows it: `title`, `items 3`. */
  part: string;
  fitted: Fitted;
  box: Box;
  colors: string[];
  on: readonly string[];
  /** Index in `nodes`. */
  node: number;
}

type Style = NonNullable<Node['style']>;

/** A page as a flat list of absolutely placed nodes, so that what was placed can be found again when measured. */
export class Canvas {
  readonly nodes: Node[] = [];
  readonly texts: PlacedText[] = [];

  fill(box: Box, style: Style): void {
    this.nodes.push({ type: 'container', style: { ...style, ...place(box) } });
  }

  /** @param source SVG source or the bytes of a picture. */
  picture(box: Box, source: string | Uint8Array, style: Style = {}): void {
    const src = typeof source === 'string' ? Buffer.from(source) : source;
    this.nodes.push({
      type: 'image',
      src,
      width: box.width,
      height: box.height,
      style: { ...style, ...place(box) },
    });
  }

  /** Draws `fitted` in `box` and answers where it ends, in page pixels. */
  text(part: string, fitted: Fitted, box: Box, paint: Paint): number {
    if (fitted.text.trim() === '') return box.y;
    const free = box.height - fitted.height;
    const y = box.y + (paint.valign === 'bottom' ? free : paint.valign === 'middle' ? free / 2 : 0);
    const placed = { x: box.x, y, width: box.width, height: fitted.height };
    const style: Style = {
      ...css(fitted.style, fitted.size),
      ...place(placed),
      color: paint.color,
      textAlign: paint.align ?? 'left',
    };
    const colors = [paint.color, ...(paint.highlight ? [paint.highlight.color] : [])];
    this.texts.push({ part, fitted, box: placed, colors, on: paint.on, node: this.nodes.length });
    this.nodes.push(
      paint.highlight === undefined
        ? { type: 'text', text: fitted.text, style }
        : {
            type: 'container',
            style: { ...style, display: 'block' },
            children: spans(fitted.text, paint.highlight),
          },
    );
    return y + fitted.height;
  }
}

function place(box: Box): Style {
  return { position: 'absolute', left: box.x, top: box.y, width: box.width, height: box.height };
}

function spans(text: string, { start, end, color }: NonNullable<Paint['highlight']>): Node[] {
  return [
    { text: text.slice(0, start), style: {} },
    { text: text.slice(start, end), style: { color } },
    { text: text.slice(end), style: {} },
  ]
    .filter((span) => span.text !== '')
    .map((span) => ({ type: 'text', text: span.text, style: { ...span.style, display: 'inline' } }));
}
