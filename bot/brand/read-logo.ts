import { drawingCost, elementsOf } from './drawing-cost.ts';
import { isPng, pictureSize } from './picture-size.ts';
import { readElements, type SvgElement } from './read-elements.ts';

type LogoFault =
  | 'not_a_picture'
  | 'not_svg'
  | 'active'
  | 'external'
  | 'no_size'
  | 'not_square'
  | 'too_many_pixels'
  | 'too_complex';

/** Of the file. As data in an SVG a PNG grows by a third. */
export const logoLimit = { maxBytes: 200 * 1024, extensions: ['svg', 'png'] } as const;
const MAX_SIDE = 2048;
const MIN_SIDE = 32;
/** Longer side by shorter side: what still looks like a square on a slide. */
const MAX_RATIO = 1.25;
/** Elements in each other. A dozen is what drawing programs write. */
const MAX_DEPTH = 64;
/** In plain shapes: what is drawn within a second. */
const MAX_COST = 5000;

/**
 * A logo as the brand kit keeps it: SVG source that draws and nothing else. Pure.
 *
 * What is not on the list is refused, not cleaned: a logo with half of its source removed is no logo.
 */
export function readLogo(bytes: Buffer): { svg: string } | { fault: LogoFault } {
  if (isPng(bytes)) return readPng(bytes);
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (!/<svg[\s>]/i.test(text)) return { fault: 'not_a_picture' };
  return readSvg(text);
}

function readPng(bytes: Buffer): { svg: string } | { fault: LogoFault } {
  const size = pictureSize(bytes);
  if (!size) return { fault: 'not_a_picture' };
  const { width, height } = size;
  const fault = sizeFault(width, height);
  if (fault) return { fault };
  if (Math.max(width, height) > MAX_SIDE) return { fault: 'too_many_pixels' };
  if (Math.min(width, height) < MIN_SIDE) return { fault: 'no_size' };
  const data = `data:image/png;base64,${bytes.toString('base64')}`;
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96"><image href="${data}" width="96" height="96" preserveAspectRatio="xMidYMid meet"/></svg>`,
  };
}

const elements = new Set([
  ...['svg', 'g', 'defs', 'symbol', 'use', 'title', 'desc', 'metadata', 'style', 'switch'],
  ...['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'image', 'text', 'tspan'],
  ...['linearGradient', 'radialGradient', 'stop', 'pattern', 'clipPath', 'mask'],
]);
/** What drawing programs keep for themselves and do not draw. */
const NOTES = /^(?:sodipodi|inkscape|rdf|cc|dc):/;
/** How long it takes to draw one is for its author to say: noise of a million octaves, a marker at each point. */
const endless = (name: string) => name === 'filter' || name === 'marker' || /^fe[A-Z]/.test(name);

function readSvg(source: string): { svg: string } | { fault: LogoFault } {
  // A document type may declare entities, which grow or fetch; a stylesheet instruction fetches.
  if (/<!(?:doctype|entity)[^<>]*\[|<!entity|<\?xml-stylesheet/i.test(source)) return { fault: 'active' };
  const text = withoutComments(source)
    .replaceAll(/<\?xml[^<>]*\?>/g, '')
    .replaceAll(/<!doctype[^<>]*>/gi, '')
    .trim();
  const root = readElements(text, MAX_DEPTH);
  if (root?.name !== 'svg') return { fault: 'not_svg' };
  for (const element of elementsOf(root)) {
    const fault = elementFault(element);
    if (fault) return { fault };
  }
  if (!(drawingCost(root) <= MAX_COST)) return { fault: 'too_complex' };
  const size = sizeOf(root.attributes);
  if (!size) return { fault: 'no_size' };
  const fault = sizeFault(size.width, size.height);
  return fault ? { fault } : { svg: text };
}

/** By hand, as a pattern would look for the end of each comment that has none. */
function withoutComments(source: string): string {
  const [first = '', ...others] = source.split('<!--');
  return [
    first,
    ...others.map((part) => {
      const end = part.indexOf('-->');
      return end === -1 ? `<!--${part}` : part.slice(end + 3);
    }),
  ].join('');
}

function elementFault({ name, attributes, text }: SvgElement): LogoFault | null {
  if (endless(name)) return 'too_complex';
  if (!elements.has(name) && !NOTES.test(name)) return 'active';
  if (name === 'style') {
    const fault = cssFault(text);
    if (fault) return fault;
  }
  for (const [attribute, value] of attributes) {
    const fault = attributeFault(name, attribute, value.replaceAll(/\s/g, ''));
    if (fault) return fault;
  }
  return null;
}

/** @param value Without blanks. */
function attributeFault(element: string, name: string, value: string): LogoFault | null {
  if (/^on/i.test(name)) return 'active';
  if (NOTES.test(name)) return null;
  // "inkscape:" is a note only while it does not stand for the namespace of SVG itself.
  if (name.startsWith('xmlns:')) return NOTES.test(`${name.slice(6)}:`) && isDrawn(value) ? 'active' : null;
  if (name === 'xmlns') return null;
  if (/(?:^|:)href$|^src$/i.test(name)) {
    if (value.startsWith('#')) return null;
    if (element === 'image' && /^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/=]+$/.test(value)) {
      return pictureFault(value);
    }
    return /^(?:javascript|data):/i.test(value) ? 'active' : 'external';
  }
  return cssFault(`${name}:${value}`);
}

const isDrawn = (namespace: string) => /w3\.org\/(?:2000\/svg|1999\/x(?:html|link))/i.test(namespace);

/** A picture of a few kilobytes may unfold to gigabytes. */
function pictureFault(data: string): LogoFault | null {
  const size = pictureSize(Buffer.from(data.slice(data.indexOf(',') + 1), 'base64'));
  if (!size) return 'not_svg';
  return Math.max(size.width, size.height) > MAX_SIDE ? 'too_many_pixels' : null;
}

/** What a declaration may not do: fetch, or take as long as its writer likes. "none" does neither. */
function cssFault(css: string): LogoFault | null {
  if (cssFetches(css)) return 'external';
  return ENDLESS_CSS.test(css) ? 'too_complex' : null;
}

const ENDLESS_CSS =
  /(?:filter|stroke-dasharray|marker(?:-(?:start|mid|end))?)\s*(?:\/\*|:(?!\s*(?:none|null)\b))/i;

/** `url(#gradient)` stays inside; everything else that CSS can fetch does not. An escape could spell either. */
function cssFetches(css: string): boolean {
  return /url\((?!\s*["']?#)|@import|image-set|expression\(|\\/i.test(css);
}

function sizeOf(attributes: SvgElement['attributes']): { width: number; height: number } | null {
  const value = (name: string) => attributes.get(name) ?? '';
  const [, , width, height] = value('viewBox')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (width && height && width > 0 && height > 0) return { width, height };
  const side = (name: string) =>
    Number(/^\s*(\d+(?:\.\d+)?)(?:px|pt|mm|cm)?\s*$/.exec(value(name))?.[1] ?? 0);
  const given = { width: side('width'), height: side('height') };
  return given.width > 0 && given.height > 0 ? given : null;
}

function sizeFault(width: number, height: number): LogoFault | null {
  if (!(width > 0 && height > 0)) return 'no_size';
  return Math.max(width, height) / Math.min(width, height) > MAX_RATIO ? 'not_square' : null;
}
