import type { BrandKit, Language } from '../../../ports/content.ts';
import type { Deck, Slide } from '../deck.ts';
import { Canvas } from './canvas.ts';
import { drawFooter, drawGround, drawHeader, drawSource } from './draw-frame.ts';
import { drawSlide } from './draw-slide.ts';
import type { Typesetter } from './fit-text.ts';
import { contentArea } from './page.ts';
import type { Stage } from './stage.ts';
import { typeScale } from './text-style.ts';
import { createTheme, type Theme, toneAt } from './theme.ts';

export interface LaidOutPage {
  canvas: Canvas;
  theme: Theme;
}

export interface PageRequest {
  brand: BrandKit;
  language: Language;
  /** Title of each passage, by id. Missing ones are left out of the source line. */
  sources: Readonly<Record<string, string>>;
}

/** One page of the deck, drawn but not yet painted. Depends on the slide and its position, on no other slide. */
export async function layOutPage(
  deck: Deck,
  number: number,
  type: Typesetter,
  { brand, language, sources }: PageRequest,
): Promise<LaidOutPage> {
  const slide = deck.slides[number - 1];
  const total = deck.slides.length;
  if (slide === undefined)
    throw new RangeError(`Cannot lay out page ${number} as the deck has pages 1 to ${total}`);
  const canvas = new Canvas();
  const theme = createTheme(brand, toneAt(number, total));
  const poster = slide.layout === 'cover' || slide.layout === 'cta';
  // The line is kept free for every slide with evidence, named or not, so that the check sees the page as it will be.
  const area = contentArea(
    !poster && (slide.evidence.length > 0 || (slide.layout === 'chart' && slide.source.trim() !== '')),
  );
  const place = { number, total };
  const stage: Stage = {
    canvas,
    type,
    scale: typeScale(brand.fonts),
    theme,
    area,
    brand,
    language,
    ornament: (bottom) => drawGround(stage, place, { presence: 'poster', bottom }),
  };

  drawGround(stage, place, null);
  if (!poster) drawGround(stage, place, { presence: 'corner', bottom: area.y });
  await drawSlide(slide, stage);
  // Over the poster's ornament.
  await drawHeader(stage);
  if (!poster) await drawSource(stage, sourceOf(slide, sources));
  await drawFooter(stage, place);
  return { canvas, theme };
}

function sourceOf(slide: Slide, sources: PageRequest['sources']): string {
  if (slide.layout === 'chart' && slide.source.trim() !== '') return slide.source;
  const titles = slide.evidence.flatMap((one) => sources[one.passage_id] ?? []);
  return [...new Set(titles)].join(' · ');
}
