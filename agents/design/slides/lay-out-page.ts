import type { BrandKit, Language } from '../../../ports/content.ts';
import type { Deck, Slide } from '../../../ports/model-tasks.ts';
import { Canvas } from '../canvas.ts';
import type { Typesetter } from '../fit-text.ts';
import { contentArea } from '../page.ts';
import type { SlideStage } from '../stage.ts';
import { typeScale } from '../text-style.ts';
import { createTheme, type Theme, toneAt } from '../theme.ts';
import { drawGround, drawLine } from './draw-frame.ts';
import { drawSlide } from './draw-slide.ts';
import { type PosterFamily, posterTone } from './poster-family.ts';
import type { SlidePicture } from './slide-picture.ts';

export interface LaidOutPage {
  canvas: Canvas;
  theme: Theme;
}

export interface PageRequest {
  brand: BrandKit;
  language: Language;
  /** Title of each passage, by id. Missing ones are left out of the source line. */
  sources: Readonly<Record<string, string>>;
  family: PosterFamily;
  /** The team's own, by id; without its picture a slide of that layout is drawn as a statement. */
  pictures?: Readonly<Record<string, SlidePicture>>;
}

/** One page of the deck, drawn but not yet painted. Depends on the slide and its position, on no other slide. */
export async function layOutPage(
  deck: Deck,
  number: number,
  type: Typesetter,
  { brand, language, sources, family, pictures = {} }: PageRequest,
): Promise<LaidOutPage> {
  const slide = deck.slides[number - 1];
  const total = deck.slides.length;
  if (slide === undefined)
    throw new RangeError(`Cannot lay out page ${number} as the deck has pages 1 to ${total}`);
  const canvas = new Canvas();
  const theme = createTheme(brand, toneAt(number, total, posterTone[family]));
  const stage: SlideStage = {
    canvas,
    type,
    scale: typeScale(brand.fonts),
    theme,
    area: contentArea,
    brand,
    language,
    place: { number, total },
    pictures,
    family,
  };
  drawGround(stage);
  await drawSlide(slide, stage);
  await drawLine(stage, sourceOf(slide, sources));
  return { canvas, theme };
}

function sourceOf(slide: Slide, sources: PageRequest['sources']): string {
  if (slide.layout === 'cover' || slide.layout === 'cta') return '';
  if (slide.layout === 'chart' && slide.source.trim() !== '') return slide.source;
  const titles = slide.evidence.flatMap((one) => sources[one.passage_id] ?? []);
  // A quotation that names its source is not followed by the same name.
  const said = slide.layout === 'quote' ? [slide.author, slide.role] : [];
  return [...new Set(titles)].filter((title) => !said.some((name) => sameTitle(name, title))).join(' · ');
}

/** "Passivação de titânio" names "Passivação de titânio (rev. 2)". */
function sameTitle(name: string, title: string): boolean {
  const bare = (text: string) =>
    text
      .replace(/\s*\([^)]*\)/g, '')
      .trim()
      .toLowerCase();
  return bare(name) === bare(title);
}
