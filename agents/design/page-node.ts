import type { Node } from '@takumi-rs/core';
import { PAGE_HEIGHT, PAGE_WIDTH } from './page.ts';

/** The root of a page or of another picture: its children are placed on it by absolute coordinates. */
export function pageNode(
  children: Node[],
  size: { width: number; height: number } = { width: PAGE_WIDTH, height: PAGE_HEIGHT },
): Node {
  const style = { position: 'relative', display: 'block', overflow: 'hidden', ...size } as const;
  return { type: 'container', style, children };
}
