/** An element of an SVG with what stands in it. */
export interface SvgElement {
  name: string;
  /** Without the quotation marks; entities are what they stand for. */
  attributes: Map<string, string>;
  children: SvgElement[];
  /** Characters between its tags. */
  text: string;
}

const OPENING = /<([A-Za-z_][\w:.-]{0,63})/y;
const CLOSING = /<\/([A-Za-z_][\w:.-]{0,63})[ \t\r\n]*>/y;
const ATTRIBUTE = /[ \t\r\n]+([A-Za-z_][\w:.-]{0,63})[ \t\r\n]*=[ \t\r\n]*(?="|')/y;
const END = /[ \t\r\n]*(\/?)>/y;

/**
 * The outermost element of an SVG without comments and declarations; null when anything in it is not well formed.
 *
 * Reads each character a bounded number of times, in any text: what does not fit at one place ends the
 * reading, so that no pattern is tried again further on.
 *
 * @param maxDepth Elements in each other; a program that draws them calls itself as often.
 */
export function readElements(source: string, maxDepth: number): SvgElement | null {
  const top: SvgElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [top];
  let at = 0;
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < source.length) {
    const inside = open.at(-1) ?? top;
    const tagAt = source.indexOf('<', at);
    inside.text += decoded(source.slice(at, tagAt < 0 ? source.length : tagAt));
    if (tagAt < 0) break;
    at = tagAt;
    const closing = next(CLOSING);
    if (closing) {
      if (open.length === 1 || inside.name !== closing[1]) return null;
      open.pop();
      continue;
    }
    const opening = next(OPENING);
    if (!opening?.[1]) return null;
    const attributes = new Map<string, string>();
    for (let match = next(ATTRIBUTE); match?.[1]; match = next(ATTRIBUTE)) {
      const end = source.indexOf(source.charAt(at), at + 1);
      const value = source.slice(at + 1, end);
      if (end < 0 || value.includes('<') || attributes.has(match[1])) return null;
      attributes.set(match[1], decoded(value));
      at = end + 1;
    }
    const end = next(END);
    if (!end) return null;
    const element = { name: opening[1], attributes, children: [], text: '' };
    inside.children.push(element);
    if (end[1] === '') open.push(element);
    if (open.length > maxDepth) return null;
  }
  const [root, ...others] = top.children;
  return root && open.length === 1 && others.length === 0 && top.text.trim() === '' ? root : null;
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
