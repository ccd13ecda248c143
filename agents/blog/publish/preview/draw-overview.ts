import type { Renderer } from '@takumi-rs/core';
import type { BrandKit } from '../../../../ports/content.ts';
import { Canvas } from '../../../carousel/render/canvas.ts';
import { draftMark } from '../../../carousel/render/draft-mark.ts';
import { drawHeader } from '../../../carousel/render/draw-frame.ts';
import type { FitRequest, Fitted, Typesetter } from '../../../carousel/render/fit-text.ts';
import { type Box, PAGE_HEIGHT, PAGE_WIDTH } from '../../../carousel/render/page.ts';
import type { Stage } from '../../../carousel/render/stage.ts';
import { typeScale } from '../../../carousel/render/text-style.ts';
import { createTheme } from '../../../carousel/render/theme.ts';
import { aboutLine } from '../about-line.ts';
import type { ArticleForPublishing, PublishOptions } from '../article.ts';
import { plainText } from '../plain-text.ts';
import type { ReadArticle } from '../read-article.ts';
import { wording } from '../wording.ts';
import { headline, tieShortWords } from './headline.ts';

export const OVERVIEW = { width: 1600, height: 1000 } as const;
const SPLIT = 960;
const EDGE = 84;
const LEFT = { x: EDGE, y: 214, width: SPLIT - 2 * EDGE } as const;
const RIGHT = { x: SPLIT + 64, width: OVERVIEW.width - SPLIT - 64 - 76 } as const;
const MOST_HEADINGS = 8;

/**
 * The picture of the card: title and first words on one side, the outline on the other.
 *
 * A card shows it about 500 px wide, a third of its size: that is what its type is measured for.
 */
export async function drawOverview(
  renderer: Renderer,
  type: Typesetter,
  brand: BrandKit,
  article: ArticleForPublishing,
  read: ReadArticle,
  { draft }: PublishOptions,
): Promise<Buffer> {
  const canvas = new Canvas();
  const { language } = article;
  const theme = createTheme(brand, 'dark');
  const whole: Box = { x: 0, y: 0, ...OVERVIEW };
  const stage: Stage = {
    canvas,
    type,
    theme,
    brand,
    language,
    area: whole,
    scale: typeScale(brand.fonts),
    ornament: () => {},
  };
  canvas.fill(whole, { background: theme.background });
  await drawHeader(stage);
  await drawLead(stage, article, read);
  await drawOutline(stage, read);
  if (draft)
    // The mark of a page, moved into this picture's corner.
    canvas.nodes.push({
      type: 'container',
      style: {
        position: 'absolute',
        left: OVERVIEW.width - PAGE_WIDTH,
        top: 0,
        width: PAGE_WIDTH,
        height: PAGE_HEIGHT,
      },
      // The word across a page would lie across two colours here.
      children: draftMark(createTheme(brand, 'light'), language).slice(-1),
    });
  const style = { position: 'relative', display: 'block', overflow: 'hidden', ...OVERVIEW } as const;
  return renderer.render(
    { type: 'container', style, children: canvas.nodes },
    { ...OVERVIEW, format: 'png' },
  );
}

async function drawLead(stage: Stage, article: ArticleForPublishing, read: ReadArticle): Promise<void> {
  const { canvas, type, scale, theme } = stage;
  canvas.fill({ x: EDGE, y: 176, width: 72, height: 8 }, { background: theme.accent, borderRadius: 4 });
  const foot = await type.fit(aboutLine(article), {
    style: scale.label,
    width: LEFT.width,
    height: 80,
    max: 30,
    min: 26,
  });
  const footTop = OVERVIEW.height - 70 - foot.height;
  const title = await fitWords(type, tieShortWords(read.title), {
    style: headline(scale),
    width: LEFT.width,
    height: 390,
    max: 84,
    min: 52,
  });
  const top = canvas.text(
    'title',
    title,
    { ...LEFT, height: title.height },
    { color: theme.text, on: theme.on },
  );
  const room = { ...LEFT, y: top + 38, height: footTop - 38 - (top + 38) };
  const lead = await fitWords(type, firstWords(read), {
    style: { ...scale.body, lineHeight: 1.42 },
    width: room.width,
    height: room.height,
    max: 37,
    min: 34,
  });
  canvas.text('lead', lead, room, { color: theme.soft, on: theme.on });
  canvas.text(
    'about',
    foot,
    { ...LEFT, y: footTop, height: foot.height },
    { color: theme.muted, on: theme.on },
  );
}

async function drawOutline(
  { canvas, type, scale, brand, language }: Stage,
  read: ReadArticle,
): Promise<void> {
  const theme = createTheme(brand, 'light');
  const panel = { x: SPLIT, y: 0, width: OVERVIEW.width - SPLIT, height: OVERVIEW.height };
  canvas.fill(panel, { background: theme.background });
  const headings = read.parts
    .filter((part) => part.id !== 'conclusion')
    .map((part) => part.heading)
    .filter((heading) => heading !== '');
  const shown = headings.slice(0, headings.length > MOST_HEADINGS ? MOST_HEADINGS - 1 : MOST_HEADINGS);
  const left = headings.length - shown.length;
  const lines = left > 0 ? [...shown, wording[language].more(left)] : shown;
  if (lines.length === 0) return;
  const label = await type.fit(wording[language].contents, {
    style: scale.label,
    width: 300,
    height: 40,
    max: 28,
    min: 26,
  });
  canvas.text('contents', label, { ...RIGHT, y: 92, height: 40 }, { color: theme.accentText, on: theme.on });
  const area = {
    ...RIGHT,
    x: RIGHT.x + 62,
    width: RIGHT.width - 62,
    y: 176,
    height: OVERVIEW.height - 176 - 76,
  };
  const gap = 26;
  const style = { ...scale.strong, lineHeight: 1.2 };
  const fitted = await type.fitTogether(
    lines.map((line) => tieShortWords(clip(line))),
    {
      style,
      width: area.width,
      max: 36,
      min: 27,
      load: (heights) =>
        (heights.reduce((sum, one) => sum + one, 0) + gap * (heights.length - 1)) / area.height,
    },
  );
  let y = area.y;
  for (const [i, line] of fitted.entries()) {
    const number = await type.fit(i < shown.length ? String(i + 1) : '', {
      style,
      width: 50,
      height: 60,
      max: line.size,
      min: 20,
    });
    canvas.text(
      'number',
      number,
      { ...RIGHT, width: 50, y, height: number.height },
      { color: theme.accentText, on: theme.on },
    );
    y =
      canvas.text('heading', line, { ...area, y, height: line.height }, { color: theme.text, on: theme.on }) +
      gap;
  }
}

function firstWords({ parts, description }: ReadArticle): string {
  return plainText(parts[0]?.blocks ?? []).replaceAll(/\s+/g, ' ') || description;
}

/** As many of the words as there is room for at the smallest size. */
async function fitWords(type: Typesetter, text: string, request: FitRequest): Promise<Fitted> {
  const words = text.split(' ').slice(0, 120);
  let fitted = await type.fit(words.join(' '), request);
  while (fitted.load > 1 && words.length > 1) {
    words.length = Math.max(1, Math.floor(words.length / Math.max(1.02, Math.min(2, fitted.load))));
    fitted = await type.fit(`${words.join(' ').replace(/[\s.,;:–—-]+$/, '')}…`, request);
  }
  return fitted;
}

/** A heading in the outline: about two lines. */
function clip(heading: string): string {
  const letters = [...heading];
  return letters.length <= 90
    ? heading
    : `${letters
        .slice(0, 88)
        .join('')
        .replace(/\s\S*$/, '')}…`;
}
