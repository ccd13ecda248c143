import type { Renderer } from '@takumi-rs/core';
import type { BrandKit, SlideFinding } from '../../../ports/content.ts';
import type { Deck } from '../../../ports/model-tasks.ts';
import { checkPage } from '../check-page.ts';
import type { Typesetter } from '../fit-text.ts';
import type { Fonts } from '../fonts.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from '../page.ts';
import { pageNode } from '../page-node.ts';
import { checkSlide } from './check-slide.ts';
import { layOutPage, type PageRequest } from './lay-out-page.ts';

interface CheckTools {
  renderer: Renderer;
  type: Typesetter;
  fonts: Fonts;
}

const malformed = new Set<string>(['part_count', 'bar_value', 'bars_all_zero', 'long_field']);

/** LinkedIn takes 300 pages; what people finish is between these (facts of LinkedIn document posts). */
const SLIDES = { min: 2, max: 15 } as const;

/** Lays every page out as it will be drawn, and measures it: what is legible is decided on the page, not on the text. */
export async function checkDeck(
  deck: Deck,
  brand: BrandKit,
  look: Pick<PageRequest, 'family' | 'pictures'>,
  tools: CheckTools,
): Promise<SlideFinding[]> {
  const findings: SlideFinding[] = [];
  const count = deck.slides.length;
  if (count < SLIDES.min || count > SLIDES.max)
    findings.push({ place: null, code: 'slide_count', params: { count, ...SLIDES } });
  for (const [i, slide] of deck.slides.entries()) {
    const shape = checkSlide(slide, i + 1);
    // A page that breaks its layout's rules has no geometry worth reporting.
    const page = shape.some(({ code }) => malformed.has(code))
      ? []
      : // "RASCUNHO" aside, the pages' own words are longest in Portuguese: what fits in it fits in English.
        await measuredFindings(deck, i + 1, { ...look, brand, language: 'pt', sources: {} }, tools);
    findings.push(...shape, ...page);
  }
  return findings;
}

async function measuredFindings(
  deck: Deck,
  number: number,
  request: PageRequest,
  { renderer, type, fonts }: CheckTools,
) {
  const { canvas } = await layOutPage(deck, number, type, request);
  const measured = await renderer.measure(pageNode(canvas.nodes), { width: PAGE_WIDTH, height: PAGE_HEIGHT });
  return checkPage(canvas.texts, measured, fonts, number);
}
