import type { Renderer } from '@takumi-rs/core';
import type { BrandKit } from '../../../../ports/content.ts';
import { Canvas } from '../../../design/canvas.ts';
import { draftRibbon } from '../../../design/draft-mark.ts';
import type { Typesetter } from '../../../design/fit-text.ts';
import { motif } from '../../../design/motif.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from '../../../design/page.ts';
import { pageNode } from '../../../design/page-node.ts';
import { typeScale } from '../../../design/text-style.ts';
import { createTheme } from '../../../design/theme.ts';
import { clipped } from '../../../text/clip.ts';
import { aboutLine } from '../about-line.ts';
import type { ArticleForPublishing, PublishOptions } from '../article.ts';
import type { ReadArticle } from '../read-article.ts';
import { headline, tieShortWords } from './headline.ts';

/** What networks show of a link, in pixels: 1.91 to 1. */
const SHARE = { width: 1200, height: 630 } as const;
const MARGIN = 72;
const LOGO = 56;
const TITLE = { x: MARGIN, y: 176, width: 860, height: 300 } as const;
const LONGEST_TITLE = 140;

/** The picture of a link to the article: whose it is, what it is called, how long it takes. */
export async function drawShareImage(
  renderer: Renderer,
  type: Typesetter,
  brand: BrandKit,
  article: ArticleForPublishing,
  { title }: ReadArticle,
  { draft }: PublishOptions,
): Promise<Buffer> {
  const canvas = new Canvas();
  const theme = createTheme(brand, 'dark');
  const scale = typeScale(brand.fonts);
  canvas.fill({ x: 0, y: 0, ...SHARE }, { background: theme.background });
  // The ornament is drawn for a page: its lit part stands at the right edge here, beside the title.
  const shift = SHARE.width - PAGE_WIDTH + 60;
  canvas.vector(
    { x: shift, y: 0, width: PAGE_WIDTH, height: PAGE_HEIGHT },
    motif(brand.name, theme, TITLE.y - 20),
  );
  const named = brand.logo_svg.trim() === '' ? MARGIN : MARGIN + LOGO + 20;
  if (named > MARGIN) canvas.picture({ x: MARGIN, y: 64, width: LOGO, height: LOGO }, brand.logo_svg);
  const name = await type.fit(brand.name, {
    style: { ...scale.strong, lineHeight: 1.2 },
    width: 620,
    height: LOGO,
    max: 32,
    min: 26,
  });
  canvas.text(
    'brand name',
    name,
    { x: named, y: 64, width: 620, height: LOGO },
    { color: theme.soft, on: theme.on, valign: 'middle' },
  );
  canvas.fill(
    { x: MARGIN, y: TITLE.y - 24, width: 72, height: 8 },
    { background: theme.accent, borderRadius: 4 },
  );
  const words = await type.fit(tieShortWords(clipped(title, LONGEST_TITLE)), {
    style: headline(scale),
    width: TITLE.width,
    height: TITLE.height,
    max: 68,
    min: 38,
  });
  canvas.text('title', words, TITLE, { color: theme.text, on: theme.on, valign: 'top' });
  const about = await type.fit(aboutLine(article), {
    style: scale.label,
    width: TITLE.width,
    height: 40,
    max: 28,
    min: 26,
  });
  canvas.text(
    'subtitle',
    about,
    { x: MARGIN, y: SHARE.height - 104, width: TITLE.width, height: 40 },
    { color: theme.soft, on: theme.on, valign: 'middle' },
  );
  canvas.fill({ x: 0, y: SHARE.height - 10, width: SHARE.width, height: 10 }, { background: theme.accent });
  const mark = draft ? [draftRibbon(createTheme(brand, 'light'), article.language, SHARE.width)] : [];
  return renderer.render(pageNode([...canvas.nodes, ...mark], SHARE), { ...SHARE, format: 'png' });
}
