import { PAGE_HEIGHT, PAGE_WIDTH } from './page.ts';
import { arc, circle, line, type Shape, type Vector } from './shape.ts';
import type { Theme } from './theme.ts';

type Draw = (theme: Theme, bottom: number) => Shape[];

/**
 * The brand's ornament behind a poster.
 *
 * Which of the three a brand gets is drawn from its name: no choice to make, and two brands seldom look alike.
 *
 * @param bottom Where text begins: lit parts stay above, so that letters never lie on an accent.
 */
export function motif(brandName: string, theme: Theme, bottom: number): Vector {
  const draws: readonly Draw[] = [thread, orbit, lattice];
  const draw = draws[hash(brandName) % draws.length] ?? thread;
  return { width: PAGE_WIDTH, height: PAGE_HEIGHT, shapes: draw(theme, bottom) };
}

/** Slanted bars along an axis, like the flank of a screw. */
function thread(theme: Theme, bottom: number): Shape[] {
  const scale = Math.min(1.35, Math.max(0.62, bottom / 760));
  const count = 15;
  const [x, y] = [880, -60];
  const axis = (24 * Math.PI) / 180;
  const tilt = axis - (14 * Math.PI) / 180;
  const bars = Array.from({ length: count }, (_, i) => {
    const swell = Math.sin(((i + 0.7) / count) * Math.PI);
    const half = (scale * (150 + swell * 330)) / 2;
    const at = i * 58 * scale;
    const [middleX, middleY] = [x - at * Math.sin(axis), y + at * Math.cos(axis)];
    const lowest = middleY + half * Math.sin(tilt) + 13 * scale;
    return { middleX, middleY, half, lightable: lowest < bottom - 20 && middleY > 40 };
  });
  const lightable = bars.flatMap(({ lightable }, i) => (lightable ? [i] : []));
  const pick = (from: number) => lightable.at(-1 - (from % Math.max(1, lightable.length)));
  const [accent, alt] = [pick(3), pick(0)];
  const width = 26 * scale;
  return bars.map(({ middleX, middleY, half }, i) => {
    const reach = half - width / 2;
    const [dx, dy] = [reach * Math.cos(tilt), reach * Math.sin(tilt)];
    const stroke = i === accent ? theme.accent : i === alt ? theme.accentAlt : theme.ornament;
    return { d: line(middleX - dx, middleY - dy, middleX + dx, middleY + dy), stroke, width };
  });
}

/** Rings around a point, two of them lit on the side away from the text. */
function orbit(theme: Theme, bottom: number): Shape[] {
  const [x, y] = [880, Math.min(330, Math.max(190, bottom * 0.42))];
  const step = Math.min(82, Math.max(44, (bottom - y) / 4.6));
  const radius = (i: number) => step * (i + 1.4);
  return [
    ...Array.from({ length: 7 }, (_, i) => ({
      d: circle(x, y, radius(i)),
      stroke: theme.ornament,
      width: 3,
    })),
    { d: arc(x, y, radius(1), 150, 61), stroke: theme.accentAlt, width: 20 },
    { d: arc(x, y, radius(3), 160, 61), stroke: theme.accent, width: 20 },
    { d: circle(x, y, step * 0.8), fill: theme.accent },
  ];
}

/** A field of dots that thins out. */
function lattice(theme: Theme, bottom: number): Shape[] {
  const step = 56;
  const columns = 10;
  const rows = Math.max(5, Math.min(17, Math.floor(bottom / step)));
  const dots: Shape[] = [];
  for (let column = 0; column < columns; column += 1)
    for (let row = 0; row < rows; row += 1) {
      const radius = step * 0.38 * (1 - (column / columns + row / rows) / 1.5);
      if (radius < 1.5) continue;
      const lit = (column * 3 + row * 5) % 17;
      const fill = lit === 0 ? theme.accent : lit === 8 ? theme.accentAlt : theme.ornament;
      dots.push({ d: circle(PAGE_WIDTH - step * (0.7 + column), step * (0.7 + row), radius), fill });
    }
  return dots;
}

export function hash(text: string): number {
  let value = 2166136261;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
  return value;
}
