import type { DrawnText } from './pdf-drawing.ts';
import type { PdfRun } from './pdf-text.ts';

/** A run of text as the library finds it. */
export interface TextItem {
  str: string;
  transform: number[];
  width: number;
  height: number;
  hasEOL: boolean;
  fontName: string;
}

/** Smaller letters are a line to the eye, in points. */
const SMALLEST = 1.5;

/**
 * The runs of a page that a reader sees, turned upright, with what programs spelt letter by letter as words.
 *
 * @returns `hidden` true when text was left out that no reader sees.
 */
export function seenRuns(
  items: readonly TextItem[],
  drawn: readonly DrawnText[],
  view: readonly number[],
): { runs: PdfRun[]; hidden: boolean } {
  const at = placesOf(drawn);
  let hidden = false;
  const upright: PdfRun[] = [];
  const turned = new Map<number, PdfRun[]>();
  for (const item of items) {
    const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform;
    const size = Math.hypot(c, d);
    const isBlank = item.str.trim() === '';
    if (!isBlank && (size < SMALLEST || isOutside(x, y, view))) continue;
    const there = at(x, y);
    if (!isBlank && there.length > 0 && there.every(({ seen }) => !seen)) {
      hidden = true;
      continue;
    }
    const angle = isBlank ? 0 : Math.round((Math.atan2(b, a) * 180) / Math.PI / 5) * 5;
    const text = spelt(item.str, there);
    const run = { text, width: item.width, size, endsLine: item.hasEOL };
    if (angle === 0) upright.push({ ...run, x, y });
    else {
      const radians = (-angle * Math.PI) / 180;
      const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
      turned.set(angle, [
        ...(turned.get(angle) ?? []),
        { ...run, x: x * cos - y * sin, y: x * sin + y * cos },
      ]);
    }
  }
  // Text at an angle stands apart from what runs along the page.
  const runs = [upright, ...[...turned.values()].map((more) => [PAGE_BREAK, ...more])].flat();
  return { runs, hidden };
}

/** Parts text of one direction from text of another. */
export const PAGE_BREAK: PdfRun = { text: '\f', x: 0, y: 0, width: 0, size: 0, endsLine: true };

function placesOf(drawn: readonly DrawnText[]): (x: number, y: number) => DrawnText[] {
  const cells = new Map<string, DrawnText[]>();
  const key = (x: number, y: number) => `${Math.round(x)} ${Math.round(y)}`;
  for (const run of drawn) {
    const name = key(run.x, run.y);
    cells.set(name, [...(cells.get(name) ?? []), run]);
  }
  return (x, y) => {
    const found: DrawnText[] = [];
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1]) found.push(...(cells.get(key(x + dx, y + dy)) ?? []));
    return found.filter((run) => Math.abs(run.x - x) < 1 && Math.abs(run.y - y) < 1);
  };
}

function isOutside(x: number, y: number, [x0 = 0, y0 = 0, x1 = 0, y1 = 0]: readonly number[]): boolean {
  return x < x0 - 20 || x > x1 + 5 || y < y0 - 5 || y > y1 + 5;
}

/** "A c a b a m e n t o": letters with room between them, by the pen's own spacing or by a space each. */
function spelt(text: string, there: readonly DrawnText[]): string {
  if (!/(?:^|\s)\S(?: \S){3,}(?=\s|$)/u.test(text)) return text;
  const letters = text.replace(/\s/g, '');
  const drawn = there.find((run) => run.text.replace(/\s/g, '') === letters);
  const written = drawn && drawn.text.trim().length < text.trim().length ? drawn.text : text;
  return written.replace(/(?<=^|\s)\p{L}(?: \p{L}){3,}(?=\s|$)/gu, (word) => word.replaceAll(' ', ''));
}
