import type { BrandKit } from '../../ports/content.ts';
import { type Family, fontStack } from './fonts.ts';

/** A text style without its size: sizes come from fitting. */
export interface TextStyle {
  family: Family;
  weight: 400 | 600 | 700;
  lineHeight: number;
  /** Letter spacing, in em. */
  tracking: number;
  /** `balance` evens out the lines of a heading; running text only ends without a lonely word. */
  wrap: 'balance' | 'pretty';
}

export interface TypeScale {
  display: TextStyle;
  title: TextStyle;
  figure: TextStyle;
  strong: TextStyle;
  body: TextStyle;
  label: TextStyle;
}

/**
 * Running text of every page has one of two sizes: neighbours are never more than a step apart, and a slide that is
 * shortened does not grow.
 */
export const BODY = [40, 34] as const;
/** Headlines of inner pages. */
export const HEADLINE = [66, 56, 48] as const;
/** Subheads within a page: a column's heading, a step's name. */
export const SUBHEAD = [44, 38] as const;

export function typeScale(fonts: BrandKit['fonts']): TypeScale {
  const { heading, body } = fonts;
  return {
    display: { family: heading, weight: 700, lineHeight: 1.03, tracking: -0.032, wrap: 'balance' },
    title: { family: heading, weight: 700, lineHeight: 1.1, tracking: -0.024, wrap: 'balance' },
    figure: { family: heading, weight: 700, lineHeight: 1, tracking: -0.03, wrap: 'balance' },
    strong: { family: heading, weight: 700, lineHeight: 1.18, tracking: -0.012, wrap: 'pretty' },
    body: { family: body, weight: 400, lineHeight: 1.36, tracking: -0.006, wrap: 'pretty' },
    label: { family: body, weight: 600, lineHeight: 1.25, tracking: 0.01, wrap: 'pretty' },
  };
}

export function css(style: TextStyle, size: number) {
  return {
    fontFamily: fontStack(style.family),
    fontWeight: style.weight,
    fontSize: size,
    lineHeight: style.lineHeight,
    letterSpacing: Math.round(size * style.tracking * 100) / 100,
    textWrap: 'wrap',
    overflowWrap: 'normal',
  } as const;
}
