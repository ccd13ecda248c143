import type { PlacedPicture } from '../../canvas.ts';
import { lowestContrast, MIN_CONTRAST, mix, readable } from '../../colour.ts';
import { fitStack, type Piece, type Stack } from '../../fit-stack.ts';
import { type Box, bottomOf, CONTENT_BOTTOM, inset, LINE, MARGIN, PAGE_WIDTH } from '../../page.ts';
import type { LayoutOf, SlideStage } from '../../stage.ts';
import { BODY } from '../../text-style.ts';
import type { PosterFamily } from '../poster-family.ts';
import type { SlidePicture } from '../slide-picture.ts';
import { drawStatement } from './statement.ts';

const SIZES = [76, 66, 56, 48] as const;
/** Least height of a picture, beside any text. */
const LEAST = 520;
const GAP = 56;

type Draw = (stage: SlideStage, picture: SlidePicture, setIn: (box: Box) => Promise<Stack>) => Promise<void>;

/** A picture of the team's own with a headline and a sentence, as the deck's family composes it. */
export const drawPicture: LayoutOf<'picture'> = async (slide, stage) => {
  const { picture: id, ...words } = slide;
  const picture = stage.pictures[id];
  if (picture === undefined) return drawStatement({ ...words, layout: 'statement' }, stage);
  const draws: Record<PosterFamily, Draw> = { poster: under, block: above, frame: framed, disc: below };
  const { scale } = stage;
  await draws[stage.family](stage, picture, (box) => {
    const title: Piece = {
      part: 'title',
      text: slide.title,
      style: scale.title,
      sizes: { sizes: SIZES },
      height: box.height,
      before: 0,
    };
    const body: Piece = {
      part: 'body',
      text: slide.body,
      style: scale.body,
      sizes: { sizes: BODY },
      height: box.height * 0.6,
      before: 30,
    };
    return fitStack(stage, [title, body], 'title', box);
  });
};

/** The picture fills the page; the text lies on a panel that lets it shine through, as far as the text stays legible. */
const under: Draw = async (stage, picture, setIn) => {
  const { canvas, theme } = stage;
  const page = { x: 0, y: 0, width: PAGE_WIDTH, height: LINE.y - 20 };
  show(stage, picture, page);
  const padding = 48;
  const widest = { x: 48, y: 0, width: PAGE_WIDTH - 96, height: page.height - LEAST - 40 };
  const stack = await setIn(inset(widest, padding));
  const height = stack.height + 2 * padding;
  const panel = { ...widest, y: CONTENT_BOTTOM - height, height };
  const { opacity, on } = scrim(theme.card, [theme.text, theme.soft]);
  canvas.fill(panel, { background: theme.card, borderRadius: 36, opacity });
  write(stage, stack, inset(panel, padding), on);
};

/** The picture has the upper part, from edge to edge, with a line of the brand's colour under it. */
const above: Draw = async (stage, picture, setIn) => {
  const { area, canvas, theme } = stage;
  const stack = await setIn({ ...area, height: bottomOf(area) - LEAST - GAP });
  const height = Math.min(800, bottomOf(area) - stack.height - GAP);
  const box = { x: 0, y: 0, width: PAGE_WIDTH, height };
  show(stage, picture, box);
  canvas.fill({ ...box, y: height, height: 12 }, { background: theme.accent });
  write(stage, stack, { ...area, y: height + GAP }, theme.on);
};

/** The picture stands in the page like a print, inside of a line. */
const framed: Draw = async (stage, picture, setIn) => {
  const { area, canvas, theme } = stage;
  const stack = await setIn({ ...area, height: area.height - LEAST - GAP });
  const height = Math.min(760, area.height - stack.height - GAP);
  const top = area.y - 16 + (area.height - height - GAP - stack.height) / 2;
  const box = { ...area, y: top, height };
  canvas.fill(inset(box, -14), {
    background: theme.card,
    borderRadius: 44,
    edge: { color: theme.accent, width: 6 },
  });
  show(stage, picture, box, 32);
  write(stage, stack, { ...area, y: bottomOf(box) + GAP }, theme.on);
};

/** The text hangs from the top; the picture leaves the page on the right below it. */
const below: Draw = async (stage, picture, setIn) => {
  const { area, theme } = stage;
  const stack = await setIn({ ...area, height: area.height - LEAST - GAP });
  const y = area.y + stack.height + GAP;
  write(stage, stack, area, theme.on);
  const box = { x: MARGIN, y, width: PAGE_WIDTH - MARGIN, height: bottomOf(area) - y };
  show(stage, picture, box, [120, 0, 0, 120]);
};

function show(
  { canvas, language }: SlideStage,
  picture: SlidePicture,
  box: Box,
  radius: PlacedPicture['radius'] = 0,
): void {
  const { bytes, width, height, alt } = picture;
  const lang = picture.language === language ? undefined : picture.language;
  canvas.picture(box, bytes, { radius, alt, lang, natural: { width, height } });
}

function write({ canvas, theme }: SlideStage, { pieces }: Stack, box: Box, on: readonly string[]): void {
  for (const { piece, fitted, y, height } of pieces) {
    const color = readable(piece.part === 'title' ? theme.text : theme.soft, on);
    canvas.text(piece.part, fitted, { ...box, y: box.y + y, height }, { color, on });
  }
}

/**
 * How much of a picture may shine through a panel under texts of these colours, and what may lie behind them: the panel
 * over the brightest and over the darkest that a picture can be.
 */
export function scrim(panel: string, texts: readonly string[]): { opacity: number; on: [string, string] } {
  const over = (opacity: number): [string, string] => [
    mix('#ffffff', panel, opacity),
    mix('#000000', panel, opacity),
  ];
  for (const opacity of [0.72, 0.78, 0.84, 0.9, 0.95]) {
    const on = over(opacity);
    if (texts.every((text) => lowestContrast(text, on) >= MIN_CONTRAST + 0.05)) return { opacity, on };
  }
  return { opacity: 1, on: [panel, panel] };
}
