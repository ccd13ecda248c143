type Rgb = [number, number, number];

/** WCAG 2.2, 1.4.3: text of any size, since a phone shows the page at a third of its width. */
export const MIN_CONTRAST = 4.5;

/** WCAG contrast of two #rrggbb colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

export function lowestContrast(colour: string, backgrounds: readonly string[]): number {
  return Math.min(...backgrounds.map((background) => contrast(colour, background)));
}

/** @param share 0 gives `a`, 1 gives `b`. */
export function mix(a: string, b: string, share: number): string {
  const [from, to] = [rgb(a), rgb(b)];
  return `#${from
    .map((value, i) =>
      Math.round(value + ((to[i] ?? value) - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

export function withAlpha(colour: string, alpha: number): string {
  return `rgba(${rgb(colour).join(',')},${alpha})`;
}

/**
 * The colour nearest to `preferred` that can be read on all of `backgrounds`.
 *
 * Where no colour can (a gradient from black to white), the better of black and white comes back: the check
 * measures what was drawn and reports it.
 */
export function readable(preferred: string, backgrounds: readonly string[]): string {
  const pole =
    lowestContrast('#ffffff', backgrounds) >= lowestContrast('#000000', backgrounds) ? '#ffffff' : '#000000';
  // A little above the limit, so that rounding to 8 bits never lands below it.
  for (let share = 0; share <= 1; share += 0.04) {
    const candidate = mix(preferred, pole, share);
    if (lowestContrast(candidate, backgrounds) >= MIN_CONTRAST + 0.05) return candidate;
  }
  return pole;
}

/** The first of `preferred` that can be read on `background`, else the nearest readable shade of the first. */
export function firstReadable(preferred: readonly [string, ...string[]], background: string): string {
  return (
    preferred.find((colour) => contrast(colour, background) >= MIN_CONTRAST + 0.05) ??
    readable(preferred[0], [background])
  );
}

function luminance(colour: string): number {
  const [r, g, b] = rgb(colour).map((value) => {
    const s = value / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function rgb(colour: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (match === null) throw new TypeError(`Cannot read colour "${colour}" as it must be #rrggbb`);
  return match.slice(1, 4).map((pair) => Number.parseInt(pair, 16)) as Rgb;
}
