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
  const out: string[] = [];
  const map: number[] = [];
  const ends: number[] = [];
  let blank = true;
  // A letter with its combining marks is one unit, so that "é" in two code points folds like "é" in one.
  for (const unit of source.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const folded = plain(unit[0], options.accents ?? true);
    const end = unit.index + unit[0].length;
    for (const char of folded) {
      if (/\s/.test(char)) {
        if (blank) continue;
        blank = true;
        out.push(' ');
      } else {
        blank = false;
        out.push(char);
      }
      map.push(unit.index);
      ends.push(end);
    }
  }
  if (out.at(-1) === ' ') {
    out.pop();
    map.pop();
    ends.pop();
  }
  // Characters outside the BMP would shift the offsets of a string; one entry for each UTF-16 unit keeps them even.
  return evened({ out, map, ends });
}

/** Most of a text, and it has only this to fold. */
const ASCII = /^[ -~]$/;

function plain(unit: string, accents: boolean): string {
  if (ASCII.test(unit)) return unit === '`' ? "'" : unit.toLowerCase();
  const text = withoutUnseen(unit.normalize('NFKC'))
    .replace(/[‘’‚‛′`´]/g, "'")
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/…/g, '...')
    .toLowerCase();
  return accents ? text : text.normalize('NFD').replace(/\p{M}/gu, '');
}

function evened(folded: { out: string[]; map: number[]; ends: number[] }): FoldedText {
  const map: number[] = [];
  const ends: number[] = [];
  for (const [i, char] of folded.out.entries()) {
    for (let unit = 0; unit < char.length; unit++) {
      map.push(folded.map[i] ?? 0);
      ends.push(folded.ends[i] ?? 0);
    }
  }
  return { text: folded.out.join(''), map, ends };
}
