import type { Node } from '@takumi-rs/core';
import { withAlpha } from './colour.ts';
import type { Fitted } from './fit-text.ts';
import type { Box } from './page.ts';
import { toSvg, type Vector } from './shape.ts';
import type { SlidePart } from './slide-part.ts';
import { css } from './text-style.ts';

export interface Gradient {
  /** As CSS counts: 180 runs from top to bottom. */
  angle: number;
  from: string;
  to: string;
}

export interface Fill {
  background: string | Gradient;
  /** One for all corners, or top left, top right, bottom right, bottom left. */
  borderRadius?: number | readonly [number, number, number, number];
  /** A line inside of the box. */
  edge?: { color: string; width: number };
  /** Of a plain background, 0 to 1: what lies under it shines through. */
  opacity?: number;
}

export interface Paint {
  color: string;
  /** Every colour that may lie behind the text; a gradient names both of its ends. */
  on: readonly string[];
  align?: 'left' | 'center' | 'right';
  valign?: 'top' | 'middle' | 'bottom';
  /** A stretch of the text in another colour. */
  highlight?: { start: number; end: number; color: string } | undefined;
}

export interface PlacedText {
  part: SlidePart;
  fitted: Fitted;
  box: Box;
  colors: string[];
  on: readonly string[];
  highlight: Paint['highlight'];
  /** Index in `nodes`. */
  node: number;
}

export interface PlacedPicture {
  box: Box;
  /** SVG source or the bytes of a PNG or JPEG. */
  source: string | Uint8Array;
  radius: NonNullable<Fill['borderRadius']>;
  /** What it shows, for people who do not see it; empty: an ornament. */
  alt: string;
  /** Language of `alt` where that is not the page's. */
  lang?: string | undefined;
  /** Its own size, where that has other proportions than its box: the box shows its middle. */
  natural?: { width: number; height: number } | undefined;
}

/** What was drawn, in order from the ground up, as the PDF draws it again. */
export type Mark =
  | { kind: 'fill'; box: Box; fill: Fill }
  | { kind: 'vector'; box: Box; vector: Vector }
  | ({ kind: 'picture' } & PlacedPicture)
  | { kind: 'text'; text: PlacedText };

type Style = NonNullable<Node['style']>;

/** A page as a flat list of absolutely placed nodes, so that what was placed can be found again when measured. */
export class Canvas {
  readonly nodes: Node[] = [];
  readonly marks: Mark[] = [];

  get texts(): PlacedText[] {
    return this.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
  }

  fill(box: Box, fill: Fill): void {
    const { background, borderRadius = 0, edge, opacity = 1 } = fill;
    const style: Style = {
      ...place(box),
      background:
        typeof background !== 'string'
          ? cssGradient(background)
          : opacity < 1
            ? withAlpha(background, opacity)
            : background,
      borderRadius: corners(borderRadius),
      ...(edge && { border: `${edge.width}px solid ${edge.color}` }),
    };
    this.nodes.push({ type: 'container', style });
    this.marks.push({ kind: 'fill', box, fill });
  }

  vector(box: Box, vector: Vector): void {
    this.nodes.push(image(box, Buffer.from(toSvg(vector))));
    this.marks.push({ kind: 'vector', box, vector });
  }

  /** A picture as it is, where its box has its proportions; with `natural` its middle, as large as the box. */
  picture(
    box: Box,
    source: string | Uint8Array,
    { radius = 0, alt = '', lang, natural }: Partial<Omit<PlacedPicture, 'box' | 'source'>> = {},
  ): void {
    const bytes = typeof source === 'string' ? Buffer.from(source) : source;
    this.nodes.push(
      image(box, bytes, { borderRadius: corners(radius), ...(natural && { objectFit: 'cover' }) }),
    );
    this.marks.push({ kind: 'picture', box, source, radius, alt, lang, natural });
  }

  /** Draws `fitted` in `box` and answers where it ends, in page pixels. */
  text(part: SlidePart, fitted: Fitted, box: Box, paint: Paint): number {
    if (fitted.text.trim() === '') return box.y;
    const free = box.height - fitted.height;
    const y = box.y + (paint.valign === 'bottom' ? free : paint.valign === 'middle' ? free / 2 : 0);
    // The box that its lines were broken for, on the side where the text stands.
    const width = fitted.lines > 1 ? Math.min(box.width, fitted.wrap) : box.width;
    const indent = { left: 0, center: (box.width - width) / 2, right: box.width - width }[
      paint.align ?? 'left'
    ];
    const placed = { x: box.x + indent, y, width, height: fitted.height };
    const style: Style = {
      ...css(fitted.style, fitted.size),
      ...place(placed),
      color: paint.color,
      textAlign: paint.align ?? 'left',
    };
    const { highlight, on } = paint;
    const colors = [paint.color, ...(highlight ? [highlight.color] : [])];
    const text = { part, fitted, box: placed, colors, on, highlight, node: this.nodes.length };
    this.marks.push({ kind: 'text', text });
    this.nodes.push(
      highlight === undefined
        ? { type: 'text', text: fitted.text, style }
        : {
            type: 'container',
            style: { ...style, display: 'block' },
            children: spans(fitted.text, highlight),
          },
    );
    return y + fitted.height;
  }
}

function place(box: Box): Style {
  return { position: 'absolute', left: box.x, top: box.y, width: box.width, height: box.height };
}

function corners(radius: PlacedPicture['radius']): string {
  return typeof radius === 'number' ? `${radius}px` : radius.map((r) => `${r}px`).join(' ');
}

function image(box: Box, src: Uint8Array, style: Style = { borderRadius: 0 }): Node {
  const { width, height } = box;
  return {
    type: 'image',
    src,
    width,
    height,
    style: { ...place(box), ...style },
  };
}

function cssGradient({ angle, from, to }: Gradient): string {
  return `linear-gradient(${angle}deg, ${from} 0%, ${to} 100%)`;
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
