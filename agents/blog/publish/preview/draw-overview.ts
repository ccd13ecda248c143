import type { Renderer } from '@takumi-rs/core';
import type { BrandKit } from '../../../../ports/content.ts';
import { Canvas } from '../../../design/canvas.ts';
import { draftRibbon } from '../../../design/draft-mark.ts';
import type { Typesetter } from '../../../design/fit-text.ts';
import type { Box } from '../../../design/page.ts';
import { pageNode } from '../../../design/page-node.ts';
import type { Stage } from '../../../design/stage.ts';
import { typeScale } from '../../../design/text-style.ts';
import { createTheme } from '../../../design/theme.ts';
import type { ArticleForPublishing, PublishOptions } from '../article.ts';
import type { ReadArticle } from '../read-article.ts';
import { drawOverviewLead } from './draw-overview-lead.ts';
import { drawOverviewOutline } from './draw-overview-outline.ts';
import { drawHeader } from './draw-page-frame.ts';
import { OVERVIEW } from './overview-size.ts';

/** The picture of the card: title and first words on one side, outline and sources on the other. */
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
  };
  canvas.fill(whole, { background: theme.background });
  await drawHeader(stage);
  await drawOverviewLead(stage, article, read);
  await drawOverviewOutline(stage, read);
  const mark = draft ? [draftRibbon(createTheme(brand, 'light'), language, OVERVIEW.width)] : [];
  return renderer.render(pageNode([...canvas.nodes, ...mark], OVERVIEW), { ...OVERVIEW, format: 'png' });
}
