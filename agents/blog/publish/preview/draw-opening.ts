import { motif } from '../../../design/motif.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from '../../../design/page.ts';
import { toSvg } from '../../../design/shape.ts';
import type { Stage } from '../../../design/stage.ts';
import { clipped } from '../../../text/clip.ts';
import { aboutLine } from '../about-line.ts';
import type { ArticleForPublishing } from '../article.ts';
import { wording } from '../wording.ts';
import { COLUMN } from './column.ts';
import { drawHeader } from './draw-page-frame.ts';
import { headline, tieShortWords } from './headline.ts';

const TITLE_TOP = 214;
/** A title is far shorter; what is pasted by mistake must not push the article from its page. */
const LONGEST_TITLE = 240;

/** Head of the first page: who, title, how long. Answers where the article may begin. */
export async function drawOpening(
  stage: Stage,
  article: ArticleForPublishing,
  title: string,
): Promise<number> {
  const { canvas, theme, type, scale, brand } = stage;
  const shown = await type.fit(tieShortWords(clipped(title, LONGEST_TITLE)), {
    style: headline(scale),
    width: COLUMN.width,
    height: 430,
    max: 82,
    min: 46,
  });
  const about = await type.fit(`${aboutLine(article)} · ${wording[article.language].language}`, {
    style: scale.label,
    width: COLUMN.width,
    height: 76,
    max: 27,
    min: 24,
  });
  const aboutTop = TITLE_TOP + shown.height + 40;
  const bottom = Math.round(aboutTop + about.height + 56);
  const band = { x: 0, y: 0, width: PAGE_WIDTH, height: bottom };
  canvas.fill(band, { background: theme.background });
  // The ornament is drawn on a whole page: the band shows its top.
  canvas.nodes.push({
    type: 'container',
    style: { position: 'absolute', left: 0, top: 0, width: PAGE_WIDTH, height: bottom, overflow: 'hidden' },
    children: [
      {
        type: 'image',
        src: Buffer.from(toSvg(motif(brand.name, theme, TITLE_TOP - 20))),
        width: PAGE_WIDTH,
        height: PAGE_HEIGHT,
        style: { position: 'absolute', left: 0, top: 0, width: PAGE_WIDTH, height: PAGE_HEIGHT },
      },
    ],
  });
  await drawHeader(stage);
  const rule = { x: COLUMN.x, y: TITLE_TOP - 36, width: 72, height: 8 };
  canvas.fill(rule, { background: theme.accent, borderRadius: 4 });
  const titleBox = { x: COLUMN.x, y: TITLE_TOP, width: COLUMN.width, height: shown.height };
  canvas.text('title', shown, titleBox, { color: theme.text, on: theme.on });
  const aboutBox = { ...titleBox, y: aboutTop, height: about.height };
  canvas.text('subtitle', about, aboutBox, { color: theme.soft, on: theme.on });
  canvas.fill({ x: 0, y: bottom, width: PAGE_WIDTH, height: 6 }, { background: theme.accent });
  return bottom + 6;
}
