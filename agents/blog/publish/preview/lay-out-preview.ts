import type { Renderer } from '@takumi-rs/core';
import type { BrandKit } from '../../../../ports/content.ts';
import { Canvas, type Fill } from '../../../design/canvas.ts';
import type { Typesetter } from '../../../design/fit-text.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from '../../../design/page.ts';
import type { Stage } from '../../../design/stage.ts';
import { typeScale } from '../../../design/text-style.ts';
import { createTheme } from '../../../design/theme.ts';
import type { ArticleForPublishing } from '../article.ts';
import type { ReadArticle } from '../read-article.ts';
import { articlePieces } from './article-pieces.ts';
import { COLUMN, COLUMN_BOTTOM, COLUMN_TOP } from './column.ts';
import { drawColumn } from './draw-column.ts';
import { drawOpening } from './draw-opening.ts';
import { drawFooter } from './draw-page-frame.ts';
import { type Fragment, paginate } from './paginate.ts';
import type { Piece } from './piece.ts';
import type { Setting } from './setting.ts';
import { disclaimerPieces, sourcePieces } from './source-pieces.ts';

/** Between the head of the first page and the article. */
const AFTER_OPENING = 56;

interface PreviewPage {
  canvas: Canvas;
  /** What is read in the page's column, line by line. */
  lines: string[];
}

/** The pages of an article, drawn but not yet painted. */
export async function layOutPreview(
  article: ArticleForPublishing,
  read: ReadArticle,
  brand: BrandKit,
  tools: { renderer: Renderer; type: Typesetter },
): Promise<PreviewPage[]> {
  const scale = typeScale(brand.fonts);
  const theme = createTheme(brand, 'light');
  const setting: Setting = { renderer: tools.renderer, theme, scale };
  const pieces = [
    ...(await articlePieces(read.parts, setting)),
    ...(await disclaimerPieces(read.disclaimers, setting)),
    ...(await sourcePieces(read.footnotes, article.language, setting)),
  ];
  const stageOf = (canvas: Canvas, tone: 'dark' | 'light'): Stage => ({
    canvas,
    type: tools.type,
    scale,
    theme: tone === 'dark' ? createTheme(brand, 'dark') : theme,
    area: { x: COLUMN.x, y: COLUMN_TOP, width: COLUMN.width, height: COLUMN_BOTTOM - COLUMN_TOP },
    brand,
    language: article.language,
  });
  const first = paper(theme.background);
  const firstTop = (await drawOpening(stageOf(first, 'dark'), article, read.title)) + AFTER_OPENING;
  const columns = paginate(pieces, [COLUMN_BOTTOM - firstTop, COLUMN_BOTTOM - COLUMN_TOP]);
  const total = Math.max(1, columns.length);
  const pages: PreviewPage[] = [];
  for (let number = 1; number <= total; number += 1) {
    const canvas = number === 1 ? first : paper(theme.background);
    const stage = stageOf(canvas, 'light');
    if (number > 1) await drawRunningHead(stage);
    const fragments = columns[number - 1] ?? [];
    drawColumn(canvas, number === 1 ? firstTop : COLUMN_TOP, fragments, pieces);
    await drawFooter(stage, { number, total });
    pages.push({ canvas, lines: linesOf(fragments, pieces) });
  }
  return pages;
}

function paper(background: Fill['background']): Canvas {
  const canvas = new Canvas();
  canvas.fill({ x: 0, y: 0, width: PAGE_WIDTH, height: PAGE_HEIGHT }, { background });
  return canvas;
}

async function drawRunningHead({ canvas, theme, brand, scale, type }: Stage): Promise<void> {
  canvas.picture({ x: COLUMN.x, y: 68, width: 40, height: 40 }, brand.logo_svg);
  const style = { ...scale.strong, lineHeight: 1.2 };
  const name = await type.fit(brand.name, { style, width: 560, height: 30, max: 25, min: 24 });
  const box = { x: COLUMN.x + 56, y: 68, width: 560, height: 40 };
  canvas.text('brand name', name, box, { color: theme.muted, on: theme.on, valign: 'middle' });
  canvas.fill({ x: COLUMN.x, y: 128, width: COLUMN.width, height: 2 }, { background: theme.hairline });
}

function linesOf(fragments: readonly Fragment[], pieces: readonly Piece[]): string[] {
  return fragments.flatMap(({ stack, from, to }) => pieces[stack]?.text.slice(from, to) ?? []);
}
