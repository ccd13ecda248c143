import type { Paint } from '../canvas.ts';
import type { Stack, StackedPiece } from '../fit-stack.ts';
import { type IconName, icon } from '../icons.ts';
import { motif } from '../motif.ts';
import {
  type Box,
  bottomOf,
  CONTENT_WIDTH,
  centred,
  LINE,
  MARGIN,
  PAGE_HEIGHT,
  PAGE_WIDTH,
} from '../page.ts';
import { circle } from '../shape.ts';
import type { SlideStage } from '../stage.ts';
import type { PosterFamily } from './poster-family.ts';

interface Poster {
  /** What the page is about, or asks for. */
  sign: IconName;
  /** A number that the headline begins with: it may stand as large as a picture. */
  figure: string | null;
  /** @param tallest Height that the headline may take. */
  fit(box: Box, tallest: number): Promise<Stack>;
  paint(piece: StackedPiece): Pick<Paint, 'color' | 'highlight'>;
}

type Draw = (stage: SlideStage, poster: Poster) => Promise<void>;

/** First and last page, as the deck's family composes them. */
export function drawPoster(stage: SlideStage, poster: Poster): Promise<void> {
  const draws: Record<PosterFamily, Draw> = { poster: hanging, block, frame, disc };
  return draws[stage.family](stage, poster);
}

/** Text stands at the foot, the brand's ornament has the rest. */
const hanging: Draw = async (stage, poster) => {
  const { area, canvas, theme, brand } = stage;
  const stack = await poster.fit({ ...area, height: area.height - 150 }, 640);
  const top = bottomOf(area) - 24 - stack.height;
  const whole = { x: 0, y: 0, width: PAGE_WIDTH, height: PAGE_HEIGHT };
  canvas.vector(whole, motif(brand.name, theme, top));
  drawStack(stage, poster, stack, { ...area, y: top });
};

/** The upper part is one field of the brand's colour with a numeral or an icon on it; the text stands below. */
const block: Draw = async (stage, poster) => {
  const { area, canvas, theme, type, scale } = stage;
  const least = 330;
  const stack = await poster.fit({ ...area, height: bottomOf(area) - least - 64 }, 560);
  const height = Math.max(least, Math.min(620, bottomOf(area) - 16 - stack.height - 64));
  const field = { x: 0, y: 0, width: PAGE_WIDTH, height };
  canvas.fill(field, { background: theme.accent });
  // Rings behind the sign, as quiet as the field allows.
  const rings = [0.62, 0.9, 1.2].map((share) => ({
    d: circle(PAGE_WIDTH - 250, height / 2, Math.min(height * share * 0.5, height / 2 + 60)),
    stroke: theme.onAccentQuiet,
    width: 3,
  }));
  canvas.vector(field, { width: PAGE_WIDTH, height, shapes: rings.filter((_, i) => i < 2) });
  const side = Math.min(height * 0.5, 260);
  if (poster.figure !== null) {
    const size = Math.round(height * 0.78);
    const style = scale.figure;
    const numeral = await type.fit(poster.figure, { style, width: 640, height: height, sizes: [size] });
    const box = { x: MARGIN - 12, y: 0, width: 640, height: height + 8 };
    canvas.text('numeral', numeral, box, { color: theme.onAccent, on: [theme.accent], valign: 'middle' });
  }
  const at = centred({ x: PAGE_WIDTH - 250 - side / 2, y: 0, width: side, height }, side);
  canvas.vector(poster.figure === null ? { ...at, x: MARGIN } : at, icon(poster.sign, theme.onAccent, 1.5));
  drawStack(stage, poster, stack, { ...area, y: height + 64 });
};

/** Everything in the middle, inside of a line. */
const frame: Draw = async (stage, poster) => {
  const { area, canvas, theme } = stage;
  const edge = { x: 44, y: 44, width: PAGE_WIDTH - 88, height: 1146 };
  canvas.fill(edge, { background: theme.card, borderRadius: 44, edge: { color: theme.accent, width: 6 } });
  const inner = { ...area, x: MARGIN + 24, width: CONTENT_WIDTH - 48 };
  const badge = 176;
  const stack = await poster.fit({ ...inner, height: edge.height - badge - 56 - 130 }, 600);
  const top = edge.y + (edge.height - stack.height - badge - 56) / 2;
  const disc = centred({ ...inner, y: top, height: badge }, badge);
  canvas.fill(disc, { background: theme.accent, borderRadius: badge / 2 });
  canvas.vector(centred(disc, 92), icon(poster.sign, theme.onAccent, 1.7));
  drawStack(stage, poster, stack, { ...inner, y: top + badge + 56 }, 'center');
};

/** Text hangs from the top; a disc leaves the page on the right below it, with the icon on it. */
const disc: Draw = async (stage, poster) => {
  const { area, canvas, theme } = stage;
  const rings = [34, 72];
  const stack = await poster.fit({ ...area, height: area.height - 430 }, 580);
  const foot = LINE.y - 16 - (rings.at(-1) ?? 0);
  const room = foot - (rings.at(-1) ?? 0) - area.y - stack.height - 24;
  const radius = Math.min(390, Math.max(120, room / 2));
  const [x, y] = [PAGE_WIDTH - radius * 0.7, foot - radius];
  const shapes = [
    ...rings.map((more) => ({ d: circle(x, y, radius + more), stroke: theme.hairline, width: 3 })),
    { d: circle(x, y, radius), fill: theme.accent },
  ];
  const whole = { x: 0, y: 0, width: PAGE_WIDTH, height: PAGE_HEIGHT };
  canvas.vector(whole, { width: PAGE_WIDTH, height: PAGE_HEIGHT, shapes });
  const side = radius * 0.8;
  const sign = { x: x - side * 0.62, y: y - side / 2, width: side, height: side };
  canvas.vector(sign, icon(poster.sign, theme.onAccent, 1.5));
  drawStack(stage, poster, stack, area);
};

function drawStack(
  { canvas, theme }: SlideStage,
  poster: Poster,
  { pieces }: Stack,
  box: Box,
  align: 'left' | 'center' = 'left',
): void {
  for (const one of pieces) {
    const { piece, fitted, y, height } = one;
    const at = { ...box, y: box.y + y, height };
    if (piece.padding === undefined) {
      canvas.text(piece.part, fitted, at, { ...poster.paint(one), on: theme.on, align });
      continue;
    }
    const { x } = piece.padding;
    const width = Math.min(box.width, fitted.inked + 2 * x);
    const left = box.x + (align === 'center' ? (box.width - width) / 2 : 0);
    canvas.fill(
      { ...at, x: left, width },
      { background: theme.accent, borderRadius: Math.min(height / 2, 48) },
    );
    const text = { ...at, x: left + x, width: width - 2 * x + 2 };
    const paint = { color: theme.onAccent, on: [theme.accent], valign: 'middle', align } as const;
    canvas.text(piece.part, { ...fitted, width: text.width }, text, paint);
  }
}
