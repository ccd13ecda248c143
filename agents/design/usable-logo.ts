import type { Renderer } from '@takumi-rs/core';
import type { BrandKit } from '../../ports/content.ts';
import { firstReadable } from './colour.ts';

/** The brand with a logo that can be drawn: a broken SVG must cost the logo, not the carousel. */
export async function usableLogo(renderer: Renderer, brand: BrandKit): Promise<BrandKit> {
  const src = Buffer.from(brand.logo_svg);
  try {
    await renderer.render(
      { type: 'image', src, width: 8, height: 8 },
      { width: 8, height: 8, format: 'raw' },
    );
    return brand;
  } catch {
    const { accent, paper, ink } = brand.colors;
    const dot = firstReadable([paper, ink], accent);
    return {
      ...brand,
      logo_svg: `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96"><rect width="96" height="96" rx="24" fill="${accent}"/><circle cx="48" cy="48" r="20" fill="${dot}"/></svg>`,
    };
  }
}
