export type LogoFault =
  | 'not_a_picture'
  | 'not_svg'
  | 'active'
  | 'external'
  | 'no_size'
  | 'not_square'
  | 'too_many_pixels';

/** Of the file. As data in an SVG a PNG grows by a third. */
export const logoLimit = { maxBytes: 200 * 1024, extensions: ['svg', 'png'] } as const;
const MAX_SIDE = 2048;
const MIN_SIDE = 32;
/** Longer side by shorter side: what still looks like a square on a slide. */
const MAX_RATIO = 1.25;

/**
 * A logo as the brand kit keeps it: SVG source that draws and nothing else. Pure.
 *
 * What is not on the list is refused, not cleaned: a logo with half of its source removed is no logo.
 */
export function readLogo(bytes: Buffer): { svg: string } | { fault: LogoFault } {
  if (bytes.subarray(0, 8).equals(pngSignature)) return readPng(bytes);
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (!/<svg[\s>]/i.test(text)) return { fault: 'not_a_picture' };
  return readSvg(text);
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function readPng(bytes: Buffer): { svg: string } | { fault: LogoFault } {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return { fault: 'not_a_picture' };
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
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
  ...['linearGradient', 'radialGradient', 'stop', 'pattern', 'clipPath', 'mask', 'marker', 'filter'],
]);

const tag = /<\/?([A-Za-z_][\w:.-]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>/g;

function readSvg(source: string): { svg: string } | { fault: LogoFault } {
  // A document type may declare entities, which grow or fetch; a stylesheet instruction fetches.
  if (/<!(?:doctype|entity)[^<>]*\[|<!entity|<\?xml-stylesheet/i.test(source)) return { fault: 'active' };
  const text = withoutComments(source)
    .replaceAll(/<\?xml[^<>]*\?>/g, '')
    .replaceAll(/<!doctype[^<>]*>/gi, '')
    .trim();
  if (!/^<svg[\s>]/.test(text) || !/(?:<\/svg>|^<svg[^>]*\/>)$/.test(text)) return { fault: 'not_svg' };
  const tags = [...text.matchAll(tag)];
  // Every `<` belongs to a tag that was read: nothing hides between them.
  if (tags.length !== (text.match(/</g) ?? []).length) return { fault: 'not_svg' };
  for (const [, name = '', attributes = ''] of tags) {
    if (/^(?:sodipodi|inkscape|rdf|cc|dc):/.test(name)) continue;
    if (!elements.has(name) && !/^fe[A-Z]/.test(name)) return { fault: 'active' };
    const fault = attributesFault(name, attributes);
    if (fault) return { fault };
  }
  if (tags.some(([, name]) => name === 'style') && cssFetches(text.replaceAll(tag, ' '))) {
    return { fault: 'external' };
  }
  const size = sizeOf(tags[0]?.[2] ?? '');
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

function attributesFault(element: string, attributes: string): LogoFault | null {
  for (const [, name = '', double, single] of attributes.matchAll(
    /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )) {
    const value = decoded(double ?? single ?? '').replaceAll(/\s/g, '');
    if (/^on/i.test(name)) return 'active';
    if (/^(?:xlink:)?href$|^src$/i.test(name)) {
      const inside = value.startsWith('#');
      const picture = element === 'image' && /^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/=]+$/.test(value);
      if (!inside && !picture) return /^(?:javascript|data):/i.test(value) ? 'active' : 'external';
    } else if (!/^xmlns(?::|$)/.test(name) && cssFetches(value)) return 'external';
  }
  return null;
}

/** `url(#gradient)` stays inside; everything else that CSS can fetch does not. An escape could spell either. */
function cssFetches(css: string): boolean {
  return /url\((?!\s*["']?#)|@import|image-set|expression\(|\\/i.test(decoded(css));
}

function decoded(text: string): string {
  return text
    .replaceAll(/&#x([0-9a-f]+);?/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replaceAll(/&#(\d+);?/g, (_, n: string) => character(Number(n)))
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

function sizeOf(attributes: string): { width: number; height: number } | null {
  const value = (name: string) =>
    new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? '';
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
