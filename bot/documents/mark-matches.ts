import { distance } from 'fastest-levenshtein';
import { folded } from '../../platform/folded.ts';

interface Piece {
  text: string;
  /** A word that was looked for, perhaps in another form. */
  hit: boolean;
}

/**
 * The stretch of a passage in which most of the words stand, with the words marked. Pure.
 *
 * The database compares stems; here a common beginning stands for it, which is enough to show where to look.
 *
 * @param max UTF-16 units, ellipses not counted.
 */
export function markMatches(passage: string, words: string[], max: number): Piece[] {
  const text = passage
    .replaceAll(/^#{1,6}\s+/gm, '')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();
  const wanted = words.map(folded);
  const hits = [...text.matchAll(/[\p{L}\p{N}]+/gu)].flatMap((match) => {
    const word = wanted.findIndex((w) => isForm(folded(match[0]), w));
    return word === -1 ? [] : [{ start: match.index, end: match.index + match[0].length, word }];
  });
  const { start, end } = stretch(text, hits, max);
  const pieces: Piece[] = [];
  const add = (from: number, to: number, hit: boolean) => {
    if (to > from) pieces.push({ text: text.slice(from, to), hit });
  };
  let at = start;
  for (const hit of hits.filter((h) => h.start >= start && h.end <= end)) {
    add(at, hit.start, false);
    add(hit.start, hit.end, true);
    at = hit.end;
  }
  add(at, end, false);
  if (start > 0) pieces.unshift({ text: '…', hit: false });
  if (end < text.length) pieces.push({ text: '…', hit: false });
  return pieces;
}

/** Where most different words stand close together; it begins a little before the first of them, at a word. */
function stretch(
  text: string,
  hits: { start: number; word: number }[],
  max: number,
): { start: number; end: number } {
  if (text.length <= max) return { start: 0, end: text.length };
  let best = { start: 0, words: 0 };
  for (const first of hits) {
    const from = Math.min(Math.max(0, first.start - Math.floor(max / 6)), text.length - max);
    const inside = new Set(hits.filter((h) => h.start >= from && h.start < from + max).map((h) => h.word));
    if (inside.size > best.words) best = { start: from, words: inside.size };
  }
  const start = best.start === 0 ? 0 : nextWord(text, best.start);
  const limit = Math.min(text.length, start + max);
  return { start, end: limit === text.length ? limit : goodEnd(text, start, limit, hits) };
}

function nextWord(text: string, at: number): number {
  const blank = text.slice(at, at + 60).search(/\s/);
  return blank === -1 ? wholeCharacter(text, at) : at + blank + 1;
}

/** Behind a sentence or line where one ends in the second half: a hit must not end in "- O…". Else behind a word. */
function goodEnd(text: string, start: number, limit: number, hits: { start: number }[]): number {
  const half = start + Math.floor((limit - start) / 2);
  const ends = [...text.slice(half, limit).matchAll(/[.!?:;](?=\s)|(?=\n)/g)];
  const last = ends.at(-1);
  if (last) {
    const end = half + last.index + last[0].length;
    if (!hits.some((hit) => hit.start >= end && hit.start < limit)) return end;
  }
  return endOfWord(text, start, limit);
}

function endOfWord(text: string, start: number, limit: number): number {
  const blank = text.slice(start, limit).search(/\s\S*$/);
  return blank > 0 ? start + blank : wholeCharacter(text, limit);
}

/** Not between the two halves of a character. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

function isForm(word: string, wanted: string): boolean {
  if (word === wanted) return true;
  const shorter = Math.min(word.length, wanted.length);
  if (shorter < 4 || Math.abs(word.length - wanted.length) > 4) return false;
  let same = 0;
  while (same < shorter && word[same] === wanted[same]) same += 1;
  return same >= Math.max(4, Math.ceil(0.7 * shorter)) || (shorter >= 6 && distance(word, wanted) <= 1);
}
