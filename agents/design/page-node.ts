import type { Node } from '@takumi-rs/core';
import { PAGE_HEIGHT, PAGE_WIDTH } from './page.ts';

/** The root of a page: its children are placed on it by absolute coordinates. */
export function pageNode(children: Node[]): Node {
  const style = {
    position: 'relative',
    display: 'block',
    width: PAGE_WIDTH,
    height: PAGE_HEIGHT,
    overflow: 'hidden',
  } as const;
  return { type: 'container', style, children };
}
