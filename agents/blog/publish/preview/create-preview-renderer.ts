import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Renderer } from '@takumi-rs/core';
import type { BrandKit } from '../../../../ports/content.ts';
import { draftMark } from '../../../carousel/render/draft-mark.ts';
import { createTypesetter } from '../../../carousel/render/fit-text.ts';
import { loadFonts } from '../../../carousel/render/fonts.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from '../../../carousel/render/page.ts';
import { pageNode } from '../../../carousel/render/page-node.ts';
import { createTheme } from '../../../carousel/render/theme.ts';
import { usableLogo } from '../../../carousel/render/usable-logo.ts';
import type { ArticleForPublishing, PublishOptions } from '../article.ts';
import { readArticle } from '../read-article.ts';
import { drawOverview } from './draw-overview.ts';
import { layOutPreview } from './lay-out-preview.ts';

export interface RenderedPreview {
  /** PNG, 1080x1350 each. */
  pages: Buffer[];
  /** PNG, 1600x1000: the picture of the card. */
  overview: Buffer;
}

export interface PreviewRenderer {
  /** The article as pages to read. The same article gives the same bytes. */
  render(article: ArticleForPublishing, brand: BrandKit, options: PublishOptions): Promise<RenderedPreview>;
}

/** Logos come back; pages do not. */
const CACHE_BYTES = 4 * 1024 * 1024;

/** Loads the fonts once (about 60 ms); the renderer may be shared, and works off the event loop. */
export async function createPreviewRenderer(): Promise<PreviewRenderer> {
  const renderer = new Renderer({ cacheMaxBytes: CACHE_BYTES });
  await loadFonts(renderer);
  await loadItalics(renderer);
  const type = createTypesetter(renderer);
  return {
    async render(article, givenBrand, options) {
      const brand = await usableLogo(renderer, givenBrand);
      const read = readArticle(article);
      const laidOut = await layOutPreview(article, read, brand, { renderer, type });
      const mark = options.draft ? draftMark(createTheme(brand, 'light'), article.language) : [];
      const size = { width: PAGE_WIDTH, height: PAGE_HEIGHT, format: 'png' } as const;
      const [overview, ...pages] = await Promise.all([
        drawOverview(renderer, type, brand, article, read, options),
        ...laidOut.map(({ canvas }) => renderer.render(pageNode([...canvas.nodes, ...mark]), size)),
      ]);
      return { pages, overview };
    },
  };
}

/** Slides have no italics, articles do. Space Grotesk has none: the renderer slants it. */
async function loadItalics(renderer: Renderer): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  for (const [weight, file] of [
    [400, '400Regular_Italic/Inter_400Regular_Italic.ttf'],
    [700, '700Bold_Italic/Inter_700Bold_Italic.ttf'],
  ] as const) {
    const data = readFileSync(resolve(`@expo-google-fonts/inter/${file}`));
    await renderer.registerFont({ name: 'Inter', weight, style: 'italic', data });
  }
}
