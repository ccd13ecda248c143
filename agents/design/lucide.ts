import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { circle, rectangle } from './shape.ts';

/** Side of the square that every icon of the set is drawn in. */
export const ICON_SIDE = 24;

interface IconSet {
  icons: Record<string, { body: string }>;
}

const file = createRequire(import.meta.url).resolve('@iconify-json/lucide/icons.json');
// 0.6 MB of JSON, read once.
const set = JSON.parse(readFileSync(file, 'utf8')) as IconSet;
const read = new Map<string, string>();

/**
 * Outline of an icon of the Lucide set (ISC licence), to be stroked.
 *
 * Taken from the data package of Iconify: `lucide-static` brings the same icons in 67 MB.
 */
export function outline(name: string): string {
  const known = read.get(name);
  if (known !== undefined) return known;
  const icon = set.icons[name];
  if (icon === undefined) throw new RangeError(`Cannot draw icon "${name}" as the set has none of that name`);
  const d = [...icon.body.matchAll(/<(\w+)\b([^>]*)>/g)]
    .map(([, tag = '', attributes = '']) => element(tag, attributes))
    .join('');
  read.set(name, d);
  return d;
}

function element(tag: string, attributes: string): string {
  const value = (key: string) => new RegExp(`\\s${key}="([^"]*)"`).exec(attributes)?.[1] ?? '';
  switch (tag) {
    case 'g':
      return '';
    case 'path':
      return absolute(value('d'));
    case 'circle':
      return circle(Number(value('cx')), Number(value('cy')), Number(value('r')));
    case 'rect': {
      const [x, y, width, height, rx] = ['x', 'y', 'width', 'height', 'rx'].map((key) => Number(value(key)));
      return rectangle(x ?? 0, y ?? 0, width ?? 0, height ?? 0, rx ?? 0);
    }
    default:
      throw new TypeError(`Cannot draw an icon of <${tag}>: path, circle and rect are known`);
  }
}

/** A path may begin with a relative "m": behind another one it would start from that one's end. */
function absolute(d: string): string {
  const start = /^m\s*(-?(?:\d+\.?\d*|\.\d+))[\s,]*(-?(?:\d+\.?\d*|\.\d+))/.exec(d);
  if (start === null) return d;
  const rest = d.slice(start[0].length).trimStart();
  // Coordinates right behind those of "m" are lines, relative as it is.
  return `M${start[1]} ${start[2]}${/^[-\d.]/.test(rest) ? 'l' : ''}${rest}`;
}
