import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Renderer } from '@takumi-rs/core';
import { create, type FontkitFont, reopenable } from './fontkit.ts';

export type Family = 'Space Grotesk' | 'Inter';

const resolveFrom = createRequire(import.meta.url);
const read = (file: string) => readFileSync(resolveFrom.resolve(file));

/** Full static TTFs: the @fontsource files are subsets per script, in which an arrow became tofu. */
const files: readonly { name: Family; weight: Weight; file: string }[] = [
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

type Weight = 400 | 600 | 700;

/** One font file, as the PDF embeds it. */
interface Face {
  key: string;
  /** For one PDF. */
  open(): FontkitFont;
  /** Of the letters above the base line, per em. */
  ascent: number;
  has(text: string): boolean;
}

export interface Fonts {
  faces: readonly Face[];
  /** The face that a run of one font was drawn with; null: an emoji. */
  faceOf(family: Family, weight: Weight, text: string): Face | null;
  /** Characters of `text` that no registered font draws, each once. */
  missing(text: string): string[];
}

export async function loadFonts(renderer: Renderer): Promise<Fonts> {
  const faces: Face[] = [];
  for (const { name, weight, file } of files) {
    const data = read(file);
    await renderer.registerFont({ name, weight, data });
    const font = create(data);
    const has = (text: string) =>
      [...text].every((part) => joins(part) || font.hasGlyphForCodePoint(part.codePointAt(0) ?? 0));
    faces.push({
      key: `${name} ${weight}`,
      open: reopenable(data),
      ascent: font.ascent / font.unitsPerEm,
      has,
    });
  }
  const emojiFile = read('twemoji-colr-font/twemoji.woff2');
  await renderer.registerFont({ name: EMOJI, data: emojiFile, generic: 'emoji' });

  const inter = create(read('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'));
  const emoji = create(emojiFile);
  // Inter closes every font stack, so that no brand's fonts can miss a letter that it has.
  const drawn = (font: FontkitFont, character: string) =>
    [...character].every((part) => joins(part) || font.hasGlyphForCodePoint(part.codePointAt(0) ?? 0));
  return {
    faces,
    faceOf: (family, weight, text) =>
      faces.find(({ key, has }) => key === `${family} ${weight}` && has(text)) ??
      faces.find(({ key, has }) => key === `Inter ${weight}` && has(text)) ??
      null,
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
