// @ts-expect-error fontkit has no types of its own; what is used of it is declared here.
import * as fontkit from 'fontkit';

export interface FontkitFont {
  /** In units of the font. */
  ascent: number;
  unitsPerEm: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
}

// SAFETY: read in fontkit 2.0.4, src/index.js and src/TTFFont.js.
export const create = (fontkit as { create(data: Uint8Array): FontkitFont }).create;
