import { withoutUnseen } from '../../platform/unseen-characters.ts';

/** Text made comparable, with the way back: `map[i]` is the offset in the source of the folded character `i`. */
export interface FoldedText {
  text: string;
  map: number[];
  /** Offset behind the source character that the folded character `i` came from. */
  ends: number[];
}

/**
 * NFKC and lower case; one kind of quote, dash and blank; invisible characters gone.
 *
 * Accents stay: with `accents: false` they go as well.
 */
export function foldText(source: string, options: { accents?: boolean } = {}): FoldedText {
  const accents = options.accents ?? true;
  const out: string[] = [];
  const map: number[] = [];
  const ends: number[] = [];
  let blank = true;
  for (let at = 0; at < source.length; ) {
    const plainly = ASCII_FOLDED[source.charCodeAt(at)];
    if (plainly !== undefined && !(source.charCodeAt(at + 1) >= FIRST_MARK)) {
      blank = false;
      out.push(plainly);
      map.push(at);
      at += 1;
      ends.push(at);
      continue;
    }
    const unit = unitAt(source, at);
    const end = at + unit.length;
    for (const char of plain(unit, accents)) {
      const isBlank = BLANK.test(char);
      if (isBlank && blank) continue;
      blank = isBlank;
      // Characters outside the BMP would shift the offsets of a string: one entry for each UTF-16 unit keeps them even.
      for (const part of char.length === 1 ? char : char.split('')) {
        out.push(isBlank ? ' ' : part);
        map.push(at);
        ends.push(end);
      }
    }
    at = end;
  }
  if (out.at(-1) === ' ') {
    out.pop();
    map.pop();
    ends.pop();
  }
  return { text: out.join(''), map, ends };
}

const BLANK = /\s/;
/** A letter with its combining marks is one unit, so that "é" in two code points folds like "é" in one. */
const UNIT = /\P{M}\p{M}*|\p{M}+/uy;
/** No combining mark comes before it. */
const FIRST_MARK = 0x300;
/** By its code. Most of a text: a search for each letter took a tenth of the time that an article takes. */
const ASCII_FOLDED = Array.from({ length: 0x7f }, (_, code) => {
  if (code <= 0x20) return undefined;
  const char = String.fromCharCode(code);
  return char === '`' ? "'" : char.toLowerCase();
});

function unitAt(source: string, at: number): string {
  UNIT.lastIndex = at;
  return UNIT.exec(source)?.[0] ?? source.charAt(at);
}

/** What letters come to, without and with accents: a text has few different ones. */
const known = [new Map<string, string>(), new Map<string, string>()] as const;
const MOST_KNOWN = 5000;
/** Longer units are heaped marks of one text, and are not kept. */
const LONGEST_KNOWN = 8;

function plain(unit: string, accents: boolean): string {
  if (unit.length > LONGEST_KNOWN) return folded(unit, accents);
  const before = known[accents ? 1 : 0];
  let text = before.get(unit);
  if (text === undefined) {
    text = folded(unit, accents);
    if (before.size >= MOST_KNOWN) before.clear();
    before.set(unit, text);
  }
  return text;
}

function folded(unit: string, accents: boolean): string {
  const text = withoutUnseen(unit.normalize('NFKC'))
    .replace(/[‘’‚‛′`´]/g, "'")
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/…/g, '...')
    .toLowerCase();
  return accents ? text : text.normalize('NFD').replace(/\p{M}/gu, '');
}
