import { Renderer } from '@takumi-rs/core';
import { beforeAll, expect, it } from 'vitest';
import { Canvas } from './canvas.ts';
import { checkPage } from './check-page.ts';
import { createTypesetter, type Typesetter } from './fit-text.ts';
import { type Fonts, loadFonts } from './fonts.ts';
import { type Box, PAGE_HEIGHT, PAGE_WIDTH } from './page.ts';
import { pageNode } from './page-node.ts';
import type { SlidePart } from './slide-part.ts';
import { typeScale } from './text-style.ts';

const renderer = new Renderer();
const { body: style } = typeScale({ heading: 'Space Grotesk', body: 'Inter' });
let fonts: Fonts;
let type: Typesetter;
beforeAll(async () => {
  fonts = await loadFonts(renderer);
  type = createTypesetter(renderer, 'pt');
});

interface Piece {
  part: SlidePart;
  text: string;
  box: Box;
  size?: number;
  color?: string;
}

async function findings(...pieces: Piece[]) {
  const canvas = new Canvas();
  for (const { part, text, box, size = 40, color = '#000000' } of pieces) {
    const fitted = await type.fit(text, { style, width: 500, height: 500, max: size, min: size });
    canvas.text(part, fitted, box, { color, on: ['#ffffff'] });
  }
  const measured = await renderer.measure(pageNode(canvas.nodes), { width: PAGE_WIDTH, height: PAGE_HEIGHT });
  return checkPage(canvas.texts, measured, fonts, 1).map(({ code }) => code);
}

const at = (x: number, y: number, width = 500): Box => ({ x, y, width, height: 200 });

it.each<[string, Piece[], string[]]>([
  ['accepts text in its box', [{ part: 'body', text: 'Titânio', box: at(84, 300) }], []],
  [
    'catches two texts on each other',
    [
      { part: 'body', text: 'Titânio', box: at(84, 300) },
      { part: 'items 1', text: 'Titânio', box: at(120, 310) },
    ],
    ['collision'],
  ],
  [
    'catches text beyond the side of the page',
    [{ part: 'body', text: 'Rastreabilidade', box: at(900, 300) }],
    ['leaves_box'],
  ],
  [
    'catches text under the controls at the foot',
    [{ part: 'body', text: 'Titânio', box: at(84, 1300) }],
    ['leaves_box'],
  ],
  [
    'catches text wider than its box',
    [{ part: 'body', text: 'Rastreabilidade', box: at(84, 300, 120) }],
    ['leaves_box'],
  ],
  [
    'catches grey on white',
    [{ part: 'body', text: 'Titânio', box: at(84, 300), color: '#999999' }],
    ['contrast'],
  ],
  [
    'catches body text of 28 px',
    [{ part: 'body', text: 'Titânio', box: at(84, 300), size: 28 }],
    ['font_floor'],
  ],
  ['accepts fine print of 24 px', [{ part: 'source', text: 'Fonte', box: at(84, 300), size: 24 }], []],
  [
    'catches a sign that no font has',
    [{ part: 'body', text: 'Titânio 钛', box: at(84, 300) }],
    ['missing_glyph'],
  ],
])('checkPage() %s', async (_, pieces, codes) => {
  expect(await findings(...pieces)).toEqual(codes);
});
