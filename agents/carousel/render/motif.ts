import { PAGE_HEIGHT, PAGE_WIDTH } from './page.ts';
import type { Theme } from './theme.ts';

export interface Ornament {
  /** Corner of an inner page, or as large as a poster. */
  presence: 'poster' | 'corner';
  /** Changes from slide to slide, so that the ornament moves along while one swipes. */
  turn: number;
  /** Where text begins: lit parts stay above, so that letters never lie on an accent. */
  bottom: number;
}

type Draw = (theme: Theme, ornament: Ornament) => string;

/**
 * The brand's ornament behind a page, as SVG.
 *
 * Which of the three a brand gets is drawn from its name: nobody has to choose, and two brands seldom look alike.
 */
export function motif(brandName: string, theme: Theme, ornament: Ornament): string {
  const draws: readonly Draw[] = [thread, orbit, lattice];
  const draw = draws[hash(brandName) % draws.length] ?? thread;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${PAGE_WIDTH}" height="${PAGE_HEIGHT}" viewBox="0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}" fill="none">${draw(theme, ornament)}</svg>`;
}

/** Slanted bars along an axis, like the flank of a screw. */
function thread(theme: Theme, { presence, turn, bottom }: Ornament): string {
  const poster = presence === 'poster';
  const scale = poster ? Math.min(1.35, Math.max(0.62, bottom / 760)) : 0.52;
  const count = poster ? 15 : 7;
  const [x, y] = poster ? [880, -60] : [985, -50];
  const axis = ((poster ? 24 : 32) * Math.PI) / 180;
  const bars = Array.from({ length: count }, (_, i) => {
    const swell = Math.sin(((i + 0.7) / count) * Math.PI);
    const half = (scale * ((poster ? 150 : 134) + swell * (poster ? 330 : 250))) / 2;
    const at = i * 58 * scale;
    const tilt = axis - (14 * Math.PI) / 180;
    const lowest = y + at * Math.cos(axis) + half * Math.sin(tilt) + 13 * scale;
    const above = lowest < bottom - 20;
    return {
      at,
      half,
      drawn: above || !poster,
      lightable: above && y + at * Math.cos(axis) > (poster ? 40 : 12),
    };
  });
  const lightable = bars.flatMap(({ lightable }, i) => (lightable ? [i] : []));
  const pick = (from: number) =>
    lightable.at(-1 - ((from + (poster ? 0 : turn)) % Math.max(1, lightable.length)));
  const [accent, alt] = poster ? [pick(3), pick(0)] : [pick(1), pick(3)];
  const height = 26 * scale;
  const rects = bars.map(({ at, half, drawn }, i) => {
    if (!drawn) return '';
    const color = i === accent ? theme.accent : i === alt ? theme.accentAlt : theme.ornament;
    return `<rect x="${-half}" y="${at - height / 2}" width="${2 * half}" height="${height}" rx="${height / 2}" fill="${color}" transform="rotate(-14 0 ${at})"/>`;
  });
  return `<g transform="translate(${x} ${y}) rotate(${poster ? 24 : 32})">${rects.join('')}</g>`;
}

/** Rings around a point, two of them lit on the side away from the text. */
function orbit(theme: Theme, { presence, turn, bottom }: Ornament): string {
  const poster = presence === 'poster';
  const [x, y] = poster ? [880, Math.min(330, Math.max(190, bottom * 0.42))] : [PAGE_WIDTH, 0];
  const count = poster ? 7 : 4;
  const step = poster ? Math.min(82, Math.max(44, (bottom - y) / 4.6)) : 44;
  const width = poster ? 20 : 10;
  const radius = (i: number) => step * (i + 1.4);
  const rings = Array.from(
    { length: count },
    (_, i) =>
      `<circle cx="${x}" cy="${y}" r="${radius(i)}" stroke="${theme.ornament}" stroke-width="${poster ? 3 : 2}"/>`,
  );
  const lit = (i: number, from: number, color: string) => {
    const around = 2 * Math.PI * radius(i);
    return `<circle cx="${x}" cy="${y}" r="${radius(i)}" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-dasharray="${around * 0.17} ${around}" transform="rotate(${from} ${x} ${y})"/>`;
  };
  const arcs = poster
    ? [
        lit(1, 150, theme.accentAlt),
        lit(3, 160, theme.accent),
        `<circle cx="${x}" cy="${y}" r="${step * 0.8}" fill="${theme.accent}"/>`,
      ]
    : [lit(1, 95 + turn * 5, theme.accent), lit(3, 118 + turn * 5, theme.accentAlt)];
  return rings.join('') + arcs.join('');
}

/** A field of dots that thins out. */
function lattice(theme: Theme, { presence, turn, bottom }: Ornament): string {
  const poster = presence === 'poster';
  const step = poster ? 56 : 34;
  const columns = poster ? 10 : 7;
  const rows = poster ? Math.max(5, Math.min(17, Math.floor(bottom / step))) : 5;
  const dots: string[] = [];
  for (let column = 0; column < columns; column += 1)
    for (let row = 0; row < rows; row += 1) {
      const radius = step * 0.38 * (1 - (column / columns + row / rows) / 1.5);
      if (radius < 1.5) continue;
      const lit = (column * 3 + row * 5 + turn) % 17;
      const color = lit === 0 ? theme.accent : lit === 8 ? theme.accentAlt : theme.ornament;
      const [x, y] = [PAGE_WIDTH - step * (0.7 + column), step * (0.7 + row)];
      dots.push(`<circle cx="${x}" cy="${y}" r="${radius.toFixed(1)}" fill="${color}"/>`);
    }
  return dots.join('');
}

function hash(text: string): number {
  let value = 2166136261;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
  return value;
}
