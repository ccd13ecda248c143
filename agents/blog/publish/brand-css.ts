import type { BrandKit } from '../../../ports/content.ts';
import type { Gradient } from '../../design/canvas.ts';
import { motif } from '../../design/motif.ts';
import { toSvg } from '../../design/shape.ts';
import { createTheme } from '../../design/theme.ts';

/** Where the ornament's lit parts end, in pixels of its own height: it stands beside the title. */
const ORNAMENT_BOTTOM = 260;

/**
 * The team's colours and fonts as the page's variables, and the ground of its head. Colours and ornament are made by code
 * from the brand kit; its texts come nowhere into the style.
 *
 * Fonts are named and not shipped: a reader who has them sees them, others the system's.
 */
export function brandCss(brand: BrandKit): string {
  const dark = createTheme(brand, 'dark');
  const light = createTheme(brand, 'light');
  const ornament = dataAddress(toSvg(motif(brand.name, dark, ORNAMENT_BOTTOM)));
  const { heading, body } = brand.fonts;
  return `:root{--hero:${ground(dark.background)};--hero-text:${dark.text};--hero-soft:${dark.soft};--accent:${light.accent};--brand-link:${light.accentText};--brand-link-dark:${dark.accentText};--ornament:url("${ornament}");--head-font:"${heading}";--body-font:"${body}"}`;
}

/** The logo as an address that holds it; a picture runs nothing and asks for nothing that its source names. */
export function logoAddress({ logo_svg }: Pick<BrandKit, 'logo_svg'>): string | null {
  return logo_svg.trim() === '' ? null : dataAddress(logo_svg);
}

const dataAddress = (svg: string): string =>
  `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;

function ground(background: string | Gradient): string {
  if (typeof background === 'string') return background;
  return `linear-gradient(${background.angle}deg,${background.from},${background.to})`;
}
