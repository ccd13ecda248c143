import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Renderer } from '@takumi-rs/core';
import { loadFonts } from '../../../design/fonts.ts';

const italics = [
  [400, '@expo-google-fonts/inter/400Regular_Italic/Inter_400Regular_Italic.ttf'],
  [700, '@expo-google-fonts/inter/700Bold_Italic/Inter_700Bold_Italic.ttf'],
] as const;

/** The fonts of the slides, and italics, which slides have none of. Space Grotesk has none: the renderer slants it. */
export async function loadArticleFonts(renderer: Renderer): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  await loadFonts(renderer);
  for (const [weight, file] of italics)
    await renderer.registerFont({
      name: 'Inter',
      weight,
      style: 'italic',
      data: readFileSync(resolve(file)),
    });
}
