import { isDeepStrictEqual } from 'node:util';
import { type MeasuredNode, Renderer } from '@takumi-rs/core';
import type { BrandKit, Language, SlideFinding } from '../../../ports/content.ts';
import type { Deck, Slide } from '../../../ports/model-tasks.ts';
import { draftNodes, draftWords, type MarkWord } from '../draft-mark.ts';
import { createTypesetter } from '../fit-text.ts';
import { fontStack, loadFonts } from '../fonts.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from '../page.ts';
import { pageNode } from '../page-node.ts';
import { usableLogo } from '../usable-logo.ts';
import { type PdfTools, writePdf } from '../write-pdf.ts';
import { checkDeck } from './check-deck.ts';
import { type ChangedPage, drawChange } from './draw-change.ts';
import { drawOverview } from './draw-overview.ts';
import { type LaidOutPage, layOutPage } from './lay-out-page.ts';
import { posterFamily } from './poster-family.ts';
import type { SlidePicture } from './slide-picture.ts';
import { wording } from './wording.ts';

export interface LookOptions {
  /** Of the pages' own words: "Deslize", "RASCUNHO". */
  language?: Language;
  /** Title of each passage that evidence names, by passage id, for the source line. */
  sources?: Readonly<Record<string, string>>;
  /** Of the job: how first and last page are composed follows from it. */
  seed?: string;
  /** The team's own that the slides show, by id. */
  pictures?: Readonly<Record<string, SlidePicture>>;
}

interface RenderOptions extends LookOptions {
  /** Marks every page as a draft. */
  draft: boolean;
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
  check(deck: Deck, brand: BrandKit, look?: LookOptions): Promise<SlideFinding[]>;
  render(deck: Deck, brand: BrandKit, options: RenderOptions): Promise<RenderedDeck>;
  /** Both from one layout: what goes out is what was reviewed, all but the mark. */
  renderBoth(
    deck: Deck,
    brand: BrandKit,
    look: LookOptions,
  ): Promise<{ draft: RenderedDeck; final: Omit<RenderedDeck, 'overview'> }>;
  /**
   * The slides that differ, before and after side by side, marked as drafts.
   *
   * @returns null where that would show nothing, or too much to compare: other numbers of slides, more than four changed.
   */
  renderChange(
    before: { deck: Deck; brand: BrandKit; version: number },
    after: { deck: Deck; brand: BrandKit; version: number },
    look: LookOptions,
  ): Promise<Buffer | null>;
}

/** More pairs than these are too small to read in a card. */
const MAX_CHANGED = 4;
/** Logos and icons come back, whole pages (5.8 MB each, decoded for the overview) do not. */
const CACHE_BYTES = 8 * 1024 * 1024;
/** Pixels of a bitmap in the PDF for each of the page: sharp on a screen of 4,320 px. */
const BITMAP_SCALE = 4;

/** Loads the fonts once (about 60 ms); the renderer may be shared, and works off the event loop. */
export async function createRenderer(): Promise<CarouselRenderer> {
  const renderer = new Renderer({ cacheMaxBytes: CACHE_BYTES });
  const fonts = await loadFonts(renderer);
  const whole = { width: PAGE_WIDTH, height: PAGE_HEIGHT };

  const paint: PdfTools['paint'] = async (source, box) => {
    const [width, height] = [Math.ceil(box.width), Math.ceil(box.height)];
    const style = { display: 'block', width, height } as const;
    const node =
      'svg' in source
        ? ({ type: 'image', src: Buffer.from(source.svg), width, height, style } as const)
        : ({
            type: 'text',
            text: source.emoji,
            style: {
              ...style,
              fontFamily: fontStack('Inter'),
              fontSize: source.size,
              lineHeight: `${height}px`,
              whiteSpace: 'nowrap',
            },
          } as const);
    const size = { width: width * BITMAP_SCALE, height: height * BITMAP_SCALE };
    const rgba = await renderer.render(node, { ...size, devicePixelRatio: BITMAP_SCALE, format: 'raw' });
    return { ...size, rgba };
  };

  async function layOut(deck: Deck, givenBrand: BrandKit, look: LookOptions) {
    if (deck.slides.length === 0)
      throw new RangeError('Cannot render a deck of 0 slides: at least 1 is needed');
    const { language = 'pt', sources = {}, seed = '', pictures = {} } = look;
    const brand = await usableLogo(renderer, givenBrand);
    const type = createTypesetter(renderer, language);
    const request = { brand, language, sources, family: posterFamily(seed), pictures };
    const pages: (LaidOutPage & { measured: MeasuredNode })[] = [];
    for (const i of deck.slides.keys()) {
      const page = await layOutPage(deck, i + 1, type, request);
      pages.push({ ...page, measured: await renderer.measure(pageNode(page.canvas.nodes), whole) });
    }
    return { deck, brand, language, pages };
  }

  const paintPage = ({ canvas }: LaidOutPage, overlay: readonly MarkWord[]) =>
    renderer.render(pageNode([...canvas.nodes, ...draftNodes(overlay)]), { ...whole, format: 'png' });

  async function draw({ deck, brand, language, pages }: Awaited<ReturnType<typeof layOut>>, draft: boolean) {
    const overlays = pages.map(({ theme }) => (draft ? draftWords(theme, language) : []));
    const pictures = await Promise.all(pages.map((page, i) => paintPage(page, overlays[i] ?? [])));
    const pdf = await writePdf(
      pages.map(({ canvas, measured }, i) => ({
        marks: canvas.marks,
        measured,
        overlay: overlays[i] ?? [],
        name: bookmark(deck.slides[i], i + 1),
      })),
      { title: deck.title, author: brand.name, language: wording[language].locale },
      { fonts, paint },
    );
    return { pages: pictures, pdf };
  }

  return {
    check(deck, brand, { language = 'pt', seed = '', pictures = {} } = {}) {
      const type = createTypesetter(renderer, language);
      return checkDeck(deck, brand, { family: posterFamily(seed), pictures }, { renderer, type, fonts });
    },
    async render(deck, brand, { draft, ...look }) {
      const laidOut = await layOut(deck, brand, look);
      const drawn = await draw(laidOut, draft);
      return { ...drawn, overview: await drawOverview(renderer, drawn.pages, laidOut.brand) };
    },
    async renderBoth(deck, brand, look) {
      const laidOut = await layOut(deck, brand, look);
      const draft = await draw(laidOut, true);
      const final = await draw(laidOut, false);
      return {
        draft: { ...draft, overview: await drawOverview(renderer, draft.pages, laidOut.brand) },
        final,
      };
    },
    async renderChange(before, after, look) {
      const [old, fresh] = [before.deck.slides, after.deck.slides];
      const changed = [...fresh.keys()].filter((i) => !isDeepStrictEqual(old[i], fresh[i]));
      if (old.length !== fresh.length || changed.length === 0 || changed.length > MAX_CHANGED) return null;
      const { language = 'pt', sources = {}, seed = '', pictures = {} } = look;
      const request = { language, sources, family: posterFamily(seed), pictures };
      const paintSlide = async ({ deck, brand }: typeof before, i: number) => {
        const usable = await usableLogo(renderer, brand);
        const page = await layOutPage(deck, i + 1, createTypesetter(renderer, language), {
          ...request,
          brand: usable,
        });
        return paintPage(page, draftWords(page.theme, language));
      };
      const pages: ChangedPage[] = [];
      for (const i of changed)
        pages.push({
          number: i + 1,
          before: await paintSlide(before, i),
          after: await paintSlide(after, i),
        });
      return drawChange(renderer, pages, { before: before.version, after: after.version }, after.brand);
    },
  };
}

function bookmark(slide: Slide | undefined, number: number): string {
  const title = slide?.title.trim() || (slide?.layout === 'quote' ? slide.author : '');
  return title ? `${number}. ${title}` : String(number);
}
