import type { BrandKit, KitColour, KitWarning, SlideFinding } from '../../ports/content.ts';
import { contrast, MIN_CONTRAST } from '../design/colour.ts';
import { MIN_VISIBLE } from '../design/theme.ts';

/** What is set on what. Slides pick another shade where these cannot be read, so the kit is not what people will see. */
const PAIRS: [text: KitColour, on: KitColour][] = [
  ['paper', 'dark'],
  ['paper', 'dark_alt'],
  ['ink', 'paper'],
];

/** What is laid on what, as areas: badges, buttons, bars. */
const AREAS: [area: KitColour, on: KitColour][] = [
  ['accent', 'paper'],
  ['accent', 'dark'],
  ['accent_alt', 'paper'],
  ['accent_alt', 'dark'],
];

/**
 * What an admin should know before a kit is used. Pure.
 *
 * @param findings Of the drawn sample, whose own words always fit: what is found comes from the kit.
 */
export function kitWarnings(
  { colors, logo_svg }: Pick<BrandKit, 'colors' | 'logo_svg'>,
  findings: readonly Pick<SlideFinding, 'code'>[],
): KitWarning[] {
  const poor = (pairs: typeof PAIRS, code: 'kit_contrast' | 'kit_unseen', min: number) =>
    pairs.flatMap(([color, on]): KitWarning[] => {
      const ratio = contrast(colors[color], colors[on]);
      return ratio < min ? [{ code, params: { color, on, ratio, min } }] : [];
    });
  const codes = new Set(findings.map(({ code }) => code));
  const drawn = [
    ...(codes.delete('missing_glyph') ? (['kit_glyphs'] as const) : []),
    ...(codes.delete('contrast') ? (['kit_unreadable'] as const) : []),
    ...(codes.size > 0 ? (['kit_room'] as const) : []),
    ...(logo_svg === '' ? (['kit_no_logo'] as const) : []),
  ];
  return [
    ...poor(PAIRS, 'kit_contrast', MIN_CONTRAST),
    ...poor(AREAS, 'kit_unseen', MIN_VISIBLE),
    ...drawn.map((code): KitWarning => ({ code, params: {} })),
  ];
}
