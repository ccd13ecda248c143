import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Node, Renderer } from '@takumi-rs/core';
import { clip } from './blocks.ts';

/** Slack shows a picture of 1080 px at about a third of its size: no letter on it below 22 px. */
export const pictureColours = { ink: '#1d1c1d', soft: '#616061', rail: '#e8e8e8' } as const;

type Style = NonNullable<Node['style']>;

const resolveFrom = createRequire(import.meta.url);
const faces = [
  { weight: 400, file: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf' },
  { weight: 700, file: '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf' },
];

/** Draws placed boxes and words as one PNG. Fonts are loaded with the first picture. */
export function pictureDrawer(): (nodes: Node[], size: { width: number; height: number }) => Promise<Buffer> {
  let loading: Promise<Renderer> | undefined;
  return async (children, size) => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    const renderer = await loading;
    const root: Node = {
      type: 'container',
      style: { position: 'relative', display: 'block', ...size, backgroundColor: '#ffffff' },
      children,
    };
    return Buffer.from(await renderer.render(root, { ...size, format: 'png' }));
  };
}

async function load(): Promise<Renderer> {
  const renderer = new Renderer();
  for (const { weight, file } of faces) {
    await renderer.registerFont({ name: 'Inter', weight, data: readFileSync(resolveFrom.resolve(file)) });
  }
  return renderer;
}

/** One line of words that ends in an ellipsis where it has no room. Pure. */
export function placedWords(
  text: string,
  x: number,
  y: number,
  width: number,
  size: number,
  style: Style = {},
): Node {
  return {
    type: 'text',
    text,
    style: {
      position: 'absolute',
      left: x,
      top: y,
      width,
      fontFamily: 'Inter',
      fontSize: size,
      lineHeight: 1.2,
      color: pictureColours.ink,
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      ...style,
    },
  };
}

export function placedBox(
  x: number,
  y: number,
  width: number,
  height: number,
  backgroundColor: string,
): Node {
  return {
    type: 'container',
    style: { position: 'absolute', left: x, top: y, width, height, backgroundColor },
  };
}

/** Only what Inter draws: of other scripts and emoji it would show boxes. The message's words have them all. */
export function drawable(text: string, max: number): string {
  return clip(
    text
      .replaceAll(/\p{Extended_Pictographic}|\p{Cf}|\p{Variation_Selector}/gu, '')
      .replaceAll(/[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{M}]/gu, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
    max,
  );
}
