/** The coloured squares that every client draws, with the colour that they show. */
const squares: [square: string, rgb: [number, number, number]][] = [
  ['⬛', [20, 20, 20]],
  ['⬜', [250, 250, 250]],
  ['🟥', [221, 46, 68]],
  ['🟧', [244, 144, 12]],
  ['🟨', [253, 203, 88]],
  ['🟩', [120, 177, 89]],
  ['🟦', [85, 172, 238]],
  ['🟪', [170, 142, 214]],
  ['🟫', [193, 105, 79]],
];

/**
 * The square that is closest to a colour, so that seven codes can be told apart at a glance. The code beside it says
 * which colour it is; the drawn samples show it.
 *
 * Dark and light colours are told first: a dark blue is nearer to black than to the light blue square.
 *
 * @param hex `#RRGGBB`; anything else gets a white square.
 */
export function swatch(hex: string): string {
  const [, red = 'ff', green = 'ff', blue = 'ff'] = /^#(..)(..)(..)$/.exec(hex) ?? [];
  const rgb = [red, green, blue].map((part) => Number.parseInt(part, 16)) as [number, number, number];
  const isGrey = Math.max(...rgb) - Math.min(...rgb) < GREY;
  const [nearest = squares[1]] = (isGrey ? squares.slice(0, 2) : [...squares]).sort(
    ([, a], [, b]) => distance(a, rgb) - distance(b, rgb),
  );
  return nearest?.[0] ?? '⬜';
}

/** Channels that differ by less look grey: then only black and white are near. */
const GREY = 32;

/** Weighted as the eye sees it ("redmean", compuphase.com/cmetric.htm). */
function distance(a: [number, number, number], b: [number, number, number]): number {
  const mean = (a[0] + b[0]) / 2;
  const [dr, dg, db] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  return (2 + mean / 256) * dr * dr + 4 * dg * dg + (2 + (255 - mean) / 256) * db * db;
}
