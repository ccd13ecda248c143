import type { Renderer } from '@takumi-rs/core';
import type { TypeScale } from '../../../design/text-style.ts';
import type { Theme } from '../../../design/theme.ts';
import type { Ground, TextLook } from './piece.ts';
import { sizes } from './type-sizes.ts';

/** What text is set with. */
export interface Setting {
  renderer: Renderer;
  theme: Theme;
  scale: TypeScale;
}

/** Where a block stands: within how many lists and quotations. */
export interface Nesting {
  /** From the column's left edge. */
  x: number;
  /** Distance to what is above, when it is not the block's own. */
  above: number | null;
  quote: Ground | null;
}

/** Running text; quotations lean. */
export function bodyLook({ theme, scale }: Setting, { quote }: Nesting): TextLook {
  return {
    ...sizes.body,
    style: scale.body,
    color: quote === null ? theme.text : theme.soft,
    italic: quote !== null,
  };
}
