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

/**
 * Opens the same font again and again: its tables, most of the time of a PDF, are read once, as fontkit itself shares them
 * among variations. Glyphs are each opening's own, as they keep the character that first asked for them.
 */
export function reopenable(data: Uint8Array): () => FontkitFont {
  const _tables = {};
  return () => Object.assign(create(data), { _tables });
}
