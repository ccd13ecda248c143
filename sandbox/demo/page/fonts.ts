import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Asset } from './bundle.ts';

/**
 * Fonts from installed packages, for machines without Lato: they look the same everywhere and need no other server.
 */
const files: Record<string, { module: string; type: string }> = {
  '/page/fonts/inter-400.ttf': font('400Regular/Inter_400Regular.ttf'),
  '/page/fonts/inter-700.ttf': font('700Bold/Inter_700Bold.ttf'),
  '/page/fonts/inter-800.ttf': font('800ExtraBold/Inter_800ExtraBold.ttf'),
  '/page/fonts/emoji.woff2': { module: 'twemoji-colr-font/twemoji.woff2', type: 'font/woff2' },
};

function font(path: string) {
  return { module: `@expo-google-fonts/inter/${path}`, type: 'font/ttf' };
}

/** @returns undefined for a path that is no font of the page. */
export async function readFont(path: string): Promise<Asset | undefined> {
  const file = files[path];
  if (!file) return undefined;
  const body = await readFile(createRequire(import.meta.url).resolve(file.module));
  return { type: file.type, body, isLasting: true };
}
