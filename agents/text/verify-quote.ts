import { distance } from 'fastest-levenshtein';
import { type FoldedText, foldText } from './fold-text.ts';
import { deniedBefore, negationsIn } from './negations.ts';
import { numbersIn, sameNumber } from './numbers-in.ts';

interface QuoteVerdict {
  /**
   * `exact`: word for word, typography and case aside. `near`: a slip of letters, with the same numbers and the same
   * denials. `missing`: not there.
   */
  status: 'exact' | 'near' | 'missing';
  /** Where in the source, as offsets of a string; null when missing. */
  start: number | null;
  end: number | null;
  /** Likeness of the best place, 0 to 1. */
  score: number;
}

/** Below this two texts differ in words, not in letters. An added "não" came to 0.87, an inflection to 0.92. */
const NEAR = 0.9;
// Shorter quotes are near to almost anything.
const NEAR_CHARS = 12;

/**
 * Looks a quote up in its source.
 *
 * It proves that the words are there, not that they support a claim. `[...]` in a quote may leave out up to
 * 300 characters. A quote that starts after a "not" which it leaves out does not count.
 */
export function verifyQuote(quote: string, source: string): QuoteVerdict {
  const q = foldText(quote).text;
  const s = foldText(source);
  return findExact(q, s) ?? findNear(q, s);
}

/** Where a quote stands word for word in a text that is folded once for many quotes; null: nowhere. */
export function exactQuote(quote: string, source: FoldedText): { start: number; end: number } | null {
  const { start, end } = findExact(foldText(quote).text, source) ?? missing(0);
  return start === null || end === null ? null : { start, end };
}

const missing = (score: number): QuoteVerdict => ({ status: 'missing', start: null, end: null, score });
const found = (
  status: 'exact' | 'near',
  s: FoldedText,
  from: number,
  to: number,
  score: number,
): QuoteVerdict => ({
  status,
  start: s.map[from] ?? 0,
  end: s.ends[to - 1] ?? 0,
  score,
});

const MAX_GAP = 300;

function findExact(q: string, s: FoldedText): QuoteVerdict | undefined {
  if (!/[\p{L}\p{N}]/u.test(q)) return undefined;
  const parts = q.split(/\s*(?:\[\.\.\.\]|\(\.\.\.\))\s*/).filter((p) => p !== '');
  const [first, ...others] = parts;
  if (first === undefined) return undefined;
  for (let at = indexOf(s.text, first, 0); at >= 0; at = indexOf(s.text, first, at + 1)) {
    if (deniedBefore(s.text, at)) continue;
    let end = at + first.length;
    const whole = others.every((part) => {
      const next = indexOf(s.text, part, end);
      const near = next >= 0 && next - end <= MAX_GAP;
      if (near) end = next + part.length;
      return near;
    });
    if (whole) return found('exact', s, at, end, 1);
  }
  return undefined;
}

/** The next place where `part` stands as whole words and whole numbers: "5 mm" is not in "3.5 mm". */
function indexOf(text: string, part: string, from: number): number {
  for (let at = text.indexOf(part, from); at >= 0; at = text.indexOf(part, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + part.length, at + part.length + 2);
    const joinedLeft =
      (/[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(part)) ||
      (/\d[.,]$/.test(before) && /^\d/.test(part));
    const joinedRight =
      (/[\p{L}\p{N}]$/u.test(part) && /^[\p{L}\p{N}]/u.test(after)) ||
      (/\d$/.test(part) && /^[.,]\d/.test(after));
    if (!joinedLeft && !joinedRight) return at;
  }
  return -1;
}

interface Token {
  word: string;
  start: number;
  end: number;
}

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu)].map((m) => ({
    word: m[0].normalize('NFD').replace(/\p{M}/gu, ''),
    start: m.index,
    end: m.index + m[0].length,
  }));

// Comparing letters is quadratic: only the windows with most words in common are worth it.
const WINDOWS = 8;

function findNear(q: string, s: FoldedText): QuoteVerdict {
  const [wanted, tokens] = [tokensOf(q), tokensOf(s.text)];
  if (q.length < NEAR_CHARS || wanted.length === 0 || tokens.length === 0) return missing(0);
  const body = q.slice(wanted[0]?.start ?? 0, wanted.at(-1)?.end ?? q.length);
  let best = missing(0);
  for (const { from, to } of windows(wanted, tokens)) {
    const [start, end] = [tokens[from]?.start ?? 0, tokens[to]?.end ?? 0];
    const segment = s.text.slice(start, end);
    const score = 1 - distance(body, segment) / Math.max(body.length, segment.length);
    if (score <= best.score) continue;
    const same =
      score >= NEAR &&
      sameNumbers(body, segment) &&
      sameDenials(body, segment) &&
      !deniedBefore(s.text, start);
    best = same ? found('near', s, start, end, score) : missing(score);
  }
  return best;
}

/** Runs of source tokens, about as long as the quote, that share most words with it. */
function windows(wanted: Token[], tokens: Token[]): { from: number; to: number }[] {
  const bag = new Map<string, number>();
  for (const { word } of wanted) bag.set(word, (bag.get(word) ?? 0) + 1);
  const size = Math.min(wanted.length, tokens.length);
  const inside = new Map<string, number>();
  const counted: { at: number; hits: number }[] = [];
  let hits = 0;
  for (const [i, { word }] of tokens.entries()) {
    const count = (inside.get(word) ?? 0) + 1;
    inside.set(word, count);
    if (count <= (bag.get(word) ?? 0)) hits++;
    const gone = tokens[i - size]?.word;
    if (gone !== undefined) {
      const left = inside.get(gone) ?? 0;
      if (left <= (bag.get(gone) ?? 0)) hits--;
      inside.set(gone, left - 1);
    }
    if (i >= size - 1) counted.push({ at: i - size + 1, hits });
  }
  return counted
    .filter((c) => c.hits >= 0.5 * size)
    .sort((a, b) => b.hits - a.hits || a.at - b.at)
    .slice(0, WINDOWS)
    .flatMap(({ at }) => [0, -1, 1].map((more) => ({ from: at, to: at + size - 1 + more })))
    .filter(({ from, to }) => to >= from && to < tokens.length);
}

function sameNumbers(a: string, b: string): boolean {
  const [left, right] = [numbersIn(a), numbersIn(b)];
  return (
    left.length === right.length && left.every((n, i) => right[i] !== undefined && sameNumber(n, right[i]))
  );
}

const sameDenials = (a: string, b: string): boolean => negationsIn(a).join() === negationsIn(b).join();
