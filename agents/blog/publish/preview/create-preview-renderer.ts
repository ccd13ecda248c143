import { Renderer } from '@takumi-rs/core';
import type { BrandKit } from '../../../../ports/content.ts';
import { draftMark } from '../../../design/draft-mark.ts';
import { createTypesetter } from '../../../design/fit-text.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from '../../../design/page.ts';
import { pageNode } from '../../../design/page-node.ts';
import { createTheme } from '../../../design/theme.ts';
import { usableLogo } from '../../../design/usable-logo.ts';
import type { ArticleForPublishing, PublishOptions } from '../article.ts';
import { readArticle } from '../read-article.ts';
import { drawOverview } from './draw-overview.ts';
import { drawShareImage } from './draw-share-image.ts';
import { layOutPreview } from './lay-out-preview.ts';
import { loadArticleFonts } from './load-article-fonts.ts';

interface RenderedPreview {
  /** PNG, 1080x1350 each. */
  pages: Buffer[];
  /** PNG, 1600x1000: the picture of the card. */
  overview: Buffer;
}

export interface PreviewRenderer {
  /** The article as pages to read. The same article gives the same bytes. */
  render(article: ArticleForPublishing, brand: BrandKit, options: PublishOptions): Promise<RenderedPreview>;
  /** PNG, 1200x630: the picture of a link to the article. */
  share(article: ArticleForPublishing, brand: BrandKit, options: PublishOptions): Promise<Buffer>;
}

/** Logos come back; pages do not. */
const CACHE_BYTES = 4 * 1024 * 1024;

/** Loads the fonts once (about 60 ms); the renderer may be shared, and works off the event loop. */
export async function createPreviewRenderer(): Promise<PreviewRenderer> {
  const renderer = new Renderer({ cacheMaxBytes: CACHE_BYTES });
  await loadArticleFonts(renderer);
  return {
    async render(article, givenBrand, options) {
      const brand = await usableLogo(renderer, givenBrand);
      const read = readArticle(article);
      const type = createTypesetter(renderer, article.language);
      const laidOut = await layOutPreview(article, read, brand, { renderer, type });
      const mark = options.draft ? draftMark(createTheme(brand, 'light'), article.language) : [];
      const size = { width: PAGE_WIDTH, height: PAGE_HEIGHT, format: 'png' } as const;
      const [overview, ...pages] = await Promise.all([
        drawOverview(renderer, type, brand, article, read, options),
        ...laidOut.map(({ canvas }) => renderer.render(pageNode([...canvas.nodes, ...mark]), size)),
      ]);
      return { pages, overview };
    },
    async share(article, givenBrand, options) {
      const brand = await usableLogo(renderer, givenBrand);
      const type = createTypesetter(renderer, article.language);
      return drawShareImage(renderer, type, brand, article, readArticle(article), options);
    },
  };
}
