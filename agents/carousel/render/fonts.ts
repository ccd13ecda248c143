import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Renderer } from '@takumi-rs/core';
import { create, type FontkitFont } from './fontkit.ts';

export type Family = 'Space Grotesk' | 'Inter';

const resolveFrom = createRequire(import.meta.url);
const read = (file: string) => readFileSync(resolveFrom.resolve(file));

/** Full static TTFs: the @fontsource files are subsets per script, in which an arrow became tofu. */
const files: readonly { name: Family; weight: number; file: string }[] = [
  { name: 'Inter', weight: 400, file: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf' },
  { name: 'Inter', weight: 600, file: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf' },
  { name: 'Inter', weight: 700, file: '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf' },
  {
    name: 'Space Grotesk',
    weight: 400,
    file: '@expo-google-fonts/space-grotesk/400Regular/SpaceGrotesk_400Regular.ttf',
  },
  {
    name: 'Space Grotesk',
    weight: 600,
    file: '@expo-google-fonts/space-grotesk/600SemiBold/SpaceGrotesk_600SemiBold.ttf',
  },
  {
    name: 'Space Grotesk',
    weight: 700,
    file: '@expo-google-fonts/space-grotesk/700Bold/SpaceGrotesk_700Bold.ttf',
  },
];
const EMOJI = 'Twemoji';

export interface Fonts {
  /** TTF of the invisible text of the PDF: the face with the widest coverage. */
  textLayer: Buffer;
  /** Whether the text layer's face has all of this character. */
  inTextLayer(character: string): boolean;
  /** Characters of `text` that no registered font draws, each once. */
  missing(text: string): string[];
}

export async function loadFonts(renderer: Renderer): Promise<Fonts> {
  for (const { name, weight, file } of files) await renderer.registerFont({ name, weight, data: read(file) });
  const emojiFile = read('twemoji-colr-font/twemoji.woff2');
  await renderer.registerFont({ name: EMOJI, data: emojiFile, generic: 'emoji' });

  const textLayer = read('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf');
  const inter = create(textLayer);
  const emoji = create(emojiFile);
  // Inter closes every font stack, so that what it has is never missing, whatever the brand's fonts are.
  const drawn = (font: FontkitFont, character: string) =>
    [...character].every((part) => joins(part) || font.hasGlyphForCodePoint(part.codePointAt(0) ?? 0));
  return {
    textLayer,
    inTextLayer: (character) =>
      [...character].every((part) => inter.hasGlyphForCodePoint(part.codePointAt(0) ?? 0)),
    missing(text) {
      const graphemes = [...new Intl.Segmenter().segment(text)].map((part) => part.segment);
      return [...new Set(graphemes)].filter(
        (grapheme) => grapheme.trim() !== '' && !drawn(inter, grapheme) && !drawn(emoji, grapheme),
      );
    },
  };
}

/** CSS font stack: what the brand's face lacks comes from Inter, emoji from the colour font. */
export function fontStack(family: Family): string {
  return family === 'Inter' ? `Inter, ${EMOJI}` : `'${family}', Inter, ${EMOJI}`;
}

/** Joiners and variation selectors draw nothing themselves. */
function joins(character: string): boolean {
  return /^(?:\p{Default_Ignorable_Code_Point})$/u.test(character);
}
