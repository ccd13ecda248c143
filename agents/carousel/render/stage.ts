import type { BrandKit, Language } from '../../../ports/content.ts';
import type { Slide } from '../deck.ts';
import type { Canvas } from './canvas.ts';
import type { Typesetter } from './fit-text.ts';
import type { Box } from './page.ts';
import type { TypeScale } from './text-style.ts';
import type { Theme } from './theme.ts';

/** What a layout gets to draw one slide. */
export interface Stage {
  canvas: Canvas;
  type: Typesetter;
  scale: TypeScale;
  theme: Theme;
  /** Where it may draw: below the header, above source line and footer. */
  area: Box;
  brand: BrandKit;
  language: Language;
  /** Draws the poster ornament; text begins at `bottom`. Call it before drawing text. */
  ornament(bottom: number): void;
}

export type SlideOf<L extends Slide['layout']> = Extract<Slide, { layout: L }>;
export type LayoutOf<L extends Slide['layout']> = (slide: SlideOf<L>, stage: Stage) => Promise<void>;
