import type { BrandKit, Language } from '../../ports/content.ts';
import type { Slide } from '../../ports/model-tasks.ts';
import type { Canvas } from './canvas.ts';
import type { Typesetter } from './fit-text.ts';
import type { Box } from './page.ts';
import type { PosterFamily } from './slides/poster-family.ts';
import type { SlidePicture } from './slides/slide-picture.ts';
import type { TypeScale } from './text-style.ts';
import type { Theme } from './theme.ts';

export interface Place {
  /** 1-based. */
  number: number;
  total: number;
}

/** What is drawn with, and where. */
export interface Stage {
  canvas: Canvas;
  type: Typesetter;
  scale: TypeScale;
  theme: Theme;
  /** Where it may draw: above the page's line. */
  area: Box;
  brand: BrandKit;
  language: Language;
}

/** What a layout gets to draw one slide. */
export interface SlideStage extends Stage {
  place: Place;
  /** By id. */
  pictures: Readonly<Record<string, SlidePicture>>;
  /** How first and last page of this deck are composed. */
  family: PosterFamily;
}

/**
 * Which of `count` ways to draw a layout this page takes: neighbours never take the same one.
 *
 * By the page's number alone, so that a changed slide never repaints its neighbours.
 */
export function variantOf({ place }: SlideStage, count: number): number {
  return place.number % count;
}

export type SlideOf<L extends Slide['layout']> = Extract<Slide, { layout: L }>;
export type LayoutOf<L extends Slide['layout']> = (slide: SlideOf<L>, stage: SlideStage) => Promise<void>;
