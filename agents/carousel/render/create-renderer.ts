import { Renderer } from '@takumi-rs/core';
import type { BrandKit, Language } from '../../../ports/content.ts';
import type { Deck, Issue, Slide } from '../deck.ts';
import { checkDeck } from './check-deck.ts';
import { draftMark } from './draft-mark.ts';
import { drawOverview } from './draw-overview.ts';
import { allRuns, createTypesetter } from './fit-text.ts';
import { loadFonts } from './fonts.ts';
import { type LaidOutPage, layOutPage } from './lay-out-page.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from './page.ts';
import { pageNode } from './page-node.ts';
import { usableLogo } from './usable-logo.ts';
import { wording } from './wording.ts';
import { type PageText, writePdf } from './write-pdf.ts';

export interface RenderOptions {
  /** Marks every page as a draft. */
  draft: boolean;
  /** Of the pages' own words: "Deslize", "RASCUNHO". */
  language?: Language;
  /** Title of each passage that evidence names, by passage id, for the source line. */
  sources?: Readonly<Record<string, string>>;
}

export interface RenderedDeck {
  /** PNG, 1080x1350 each. */
  pages: Buffer[];
  /** One PNG of all slides. */
  overview: Buffer;
  pdf: Buffer;
}

export interface CarouselRenderer {
  /** What would not be legible or would not fit, in words for the writer. Empty: the deck can be shown. */
  check(deck: Deck, brand: BrandKit): Promise<Issue[]>;
  render(deck: Deck, brand: BrandKit, options: RenderOptions): Promise<RenderedDeck>;
}

/** Logos and icons come back, whole pages (5.8 MB each, decoded for the overview) do not. */
const CACHE_BYTES = 8 * 1024 * 1024;

/** Loads the fonts once (about 60 ms); the renderer may be shared, and works off the event loop. */
export async function createRenderer(): Promise<CarouselRenderer> {
  const renderer = new Renderer({ cacheMaxBytes: CACHE_BYTES });
  const fonts = await loadFonts(renderer);
  const type = createTypesetter(renderer);

  return {
    check: (deck, brand) => checkDeck(deck, brand, { renderer, type, fonts }),
    async render(deck, givenBrand, { draft, language = 'pt', sources = {} }) {
      if (deck.slides.length === 0)
        throw new RangeError('Cannot render a deck of 0 slides: at least 1 is needed');
      const brand = await usableLogo(renderer, givenBrand);
      const laidOut: LaidOutPage[] = [];
      for (const i of deck.slides.keys())
        laidOut.push(await layOutPage(deck, i + 1, type, { brand, language, sources }));
      const pages = await Promise.all(
        laidOut.map(({ canvas, theme }) =>
          renderer.render(pageNode([...canvas.nodes, ...(draft ? draftMark(theme, language) : [])]), {
            width: PAGE_WIDTH,
            height: PAGE_HEIGHT,
            format: 'png',
          }),
        ),
      );
      const texts = await Promise.all(laidOut.map(({ canvas }) => readingOrder(renderer, canvas)));
      const pdf = await writePdf(
        pages.map((png, i) => ({ png, texts: texts[i] ?? [], name: bookmark(deck.slides[i], i + 1) })),
        { title: deck.title, author: brand.name, language: wording[language].locale },
        fonts,
      );
      return { pages, overview: await drawOverview(renderer, pages, brand), pdf };
    },
  };
}

async function readingOrder(
  renderer: Renderer,
  { nodes, texts }: LaidOutPage['canvas'],
): Promise<PageText[]> {
  const measured = await renderer.measure(pageNode(nodes), { width: PAGE_WIDTH, height: PAGE_HEIGHT });
  return texts.flatMap(({ node, part }) => {
    // The page is a flat list, so each child's transform is already its place on the page.
    const child = measured.children[node];
    if (child === undefined) return [];
    const [, , , , x, y] = child.transform;
    const runs = allRuns(child).map((run) => ({ ...run, x: x + run.x, y: y + run.y }));
    return { heading: part === 'title', runs };
  });
}

function bookmark(slide: Slide | undefined, number: number): string {
  const title = slide?.title.trim() || (slide?.layout === 'quote' ? slide.author : '');
  return title ? `${number}. ${title}` : String(number);
}
