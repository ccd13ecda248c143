import type { BrandKit } from '../../ports/content.ts';
import type { Gradient } from './canvas.ts';
import { firstReadable, lowestContrast, mix, readable } from './colour.ts';

export type Tone = 'dark' | 'light';

/** The brand's colours on one tone of page. Every text colour here is readable on `on`, as far as any can be. */
export interface Theme {
  tone: Tone;
  background: string | Gradient;
  /** What text lies on: both ends of the page's gradient, the card, and the quiet parts of the ornament. */
  on: readonly string[];
  text: string;
  /** Running text. */
  soft: string;
  /** Fine print. */
  muted: string;
  /** The accents as text. */
  accentText: string;
  accentAltText: string;
  /** The accents as areas, and text on them. */
  accent: string;
  onAccent: string;
  /** Ornaments on the accent. */
  onAccentQuiet: string;
  accentAlt: string;
  onAccentAlt: string;
  card: string;
  cardEdge: string;
  hairline: string;
  /** The ornament where it is not lit. */
  ornament: string;
}

export function createTheme({ colors }: BrandKit, tone: Tone): Theme {
  const dark = tone === 'dark';
  const base = dark ? colors.dark : colors.paper;
  const end = dark ? colors.dark_alt : colors.paper;
  const card = dark
    ? mix(mix(colors.dark, colors.dark_alt, 0.5), colors.paper, 0.09)
    : mix(colors.paper, '#ffffff', 0.8);
  const strong = dark ? colors.paper : colors.ink;
  const ornament = mix(base, strong, dark ? 0.12 : 0.09);
  const on = [...new Set([base, end, card, ornament])];
  const [accent, accentAlt] = [
    visible([colors.accent, colors.accent_alt], [base, end, card], strong),
    visible([colors.accent_alt, colors.accent], [base, end, card], strong),
  ];
  const onAccent = firstReadable([colors.paper, colors.dark, colors.ink], accent);
  return {
    tone,
    background: base === end ? base : { angle: 165, from: base, to: end },
    on,
    text: readable(strong, on),
    soft: readable(mix(strong, base, 0.2), on),
    muted: readable(mix(colors.muted, strong, 0.15), on),
    accentText: recognisable([accent, accentAlt], on, strong),
    accentAltText: recognisable([accentAlt, accent], on, strong),
    accent,
    onAccent,
    onAccentQuiet: mix(accent, onAccent, 0.28),
    accentAlt,
    onAccentAlt: firstReadable([colors.paper, colors.dark, colors.ink], accentAlt),
    card,
    cardEdge: mix(card, strong, dark ? 0.12 : 0.07),
    hairline: mix(base, strong, dark ? 0.22 : 0.16),
    ornament,
  };
}

/** Below this contrast an area of the accent cannot be told from the ground that it lies on. */
export const MIN_VISIBLE = 1.5;

/** The first accent that can be seen as an area; where none can, the nearest shade of the first that can. */
function visible(accents: readonly [string, string], on: readonly string[], strong: string): string {
  const seen = (color: string) => lowestContrast(color, on) >= MIN_VISIBLE;
  const own = accents.find(seen);
  if (own !== undefined) return own;
  const shades = [0.15, 0.3, 0.45, 0.6, 0.75].map((share) => mix(accents[0], strong, share));
  return shades.find(seen) ?? strong;
}

/** Below this contrast an accent must change so much to be read that it is another colour: yellow becomes brown. */
const RECOGNISABLE = 2.6;

function recognisable(accents: readonly string[], on: readonly string[], fallback: string): string {
  const page = on.slice(0, 1);
  return readable(accents.find((accent) => lowestContrast(accent, page) >= RECOGNISABLE) ?? fallback, on);
}

/**
 * The rhythm of dark and light pages, mirrored around the middle: dark, light, dark, ..., light, dark.
 *
 * It depends on the position alone, so that a changed slide never repaints its neighbours.
 *
 * @param number 1-based.
 * @param outer Tone of first and last page.
 */
export function toneAt(number: number, total: number, outer: Tone): Tone {
  const inner = outer === 'dark' ? 'light' : 'dark';
  if (number === 1 || number === total) return outer;
  const fromEdge = Math.min(number - 1, total - number);
  return fromEdge % 2 === 1 ? inner : outer;
}
