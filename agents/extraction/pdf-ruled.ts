import { joinedLines } from './joined-lines.ts';
import type { DrawnText, PdfRule } from './pdf-drawing.ts';
import { pdfLines } from './pdf-lines.ts';
import type { PdfRun } from './pdf-text.ts';

/** Lines nearer than this are one border, in points: browsers draw one around each cell. */
const SAME = 4;
/** A plan or a chart has more lines, and its cells are empty. */
const MAX_RULES = 1500;
const MAX_CELLS = 4000;
const FILLED = 0.4;
/** A box of more text is a part of the page. */
const CELL_CHARACTERS = 700;
const NONE: ReadonlySet<string> = new Set();

/**
 * Tables whose cells are parted by drawn lines: each becomes one run that holds its rows. A cell over several rows is named
 * in each of them, as everywhere. What does not fit between its lines stays as it was.
 */
export function withRuledTables(
  runs: PdfRun[],
  { rules, texts }: { rules: readonly PdfRule[]; texts: readonly DrawnText[] },
): PdfRun[] {
  if (rules.length < 6 || rules.length > MAX_RULES) return runs;
  const end = runs.findIndex(({ text }) => text === '\f');
  const upright = end < 0 ? runs : runs.slice(0, end);
  let left = upright;
  for (const group of groupsOf(rules)) left = withTable(left, group, texts);
  return left === upright ? runs : [...left, ...(end < 0 ? [] : runs.slice(end))];
}

/** Rules that touch one another. */
function groupsOf(rules: readonly PdfRule[]): PdfRule[][] {
  const groups: PdfRule[][] = [];
  for (const rule of rules) {
    const touched = groups.filter((group) => group.some((other) => touch(rule, other)));
    const rest = groups.filter((group) => !touched.includes(group));
    groups.splice(0, groups.length, ...rest, [...touched.flat(), rule]);
  }
  return groups;
}

function touch(a: PdfRule, b: PdfRule): boolean {
  return a.x0 <= b.x1 + SAME && b.x0 <= a.x1 + SAME && a.y0 <= b.y1 + SAME && b.y0 <= a.y1 + SAME;
}

function withTable(given: PdfRun[], group: readonly PdfRule[], drawn: readonly DrawnText[]): PdfRun[] {
  const across = group.filter((rule) => rule.x1 - rule.x0 > rule.y1 - rule.y0);
  const down = group.filter((rule) => rule.x1 - rule.x0 <= rule.y1 - rule.y0);
  const xs = edgesOf(down.map(({ x0 }) => x0));
  const ys = edgesOf(across.map(({ y0 }) => y0)).toReversed();
  const [columns, lines] = [xs.length - 1, ys.length - 1];
  if (columns < 2 || lines < 2 || columns * lines > MAX_CELLS) return given;
  const x = (at: number) => xs[at] ?? 0;
  const y = (at: number) => ys[at] ?? 0;
  // Fields of the grid that no line parts are one cell, named after its first.
  const cellOf: number[] = [];
  for (let at = 0; at < lines * columns; at += 1) {
    const [row, column] = [Math.floor(at / columns), at % columns];
    const [midX, midY] = [(x(column) + x(column + 1)) / 2, (y(row) + y(row + 1)) / 2];
    const isOpenLeft =
      column > 0 &&
      !down.some((rule) => Math.abs(rule.x0 - x(column)) <= SAME && rule.y0 <= midY && rule.y1 >= midY);
    const isOpenAbove =
      row > 0 &&
      !across.some((rule) => Math.abs(rule.y0 - y(row)) <= SAME && rule.x0 <= midX && rule.x1 >= midX);
    cellOf[at] = isOpenAbove ? (cellOf[at - columns] ?? at) : isOpenLeft ? (cellOf[at - 1] ?? at) : at;
  }
  const inside = (run: PdfRun) => {
    const [middle, height] = [run.x + Math.min(run.width, run.size) / 2, run.y + run.size * 0.3];
    return middle > x(0) && middle < x(columns) && height < y(0) && height > y(lines);
  };
  const runs = given.flatMap((run) => (inside(run) ? atEdges(run, xs, drawn) : [run]));
  const held = new Map<number, PdfRun[]>();
  const own = new Set(runs.filter(inside));
  for (const run of own) {
    if (run.text.trim() === '') continue;
    const column = xs.findLastIndex((edge) => edge <= run.x + Math.min(run.width, run.size) / 2);
    const row = ys.findLastIndex((edge) => edge >= run.y + run.size * 0.3);
    const cell = cellOf[row * columns + column] ?? 0;
    let right = column;
    while (right + 1 < columns && cellOf[row * columns + right + 1] === cell) right += 1;
    // Text over a line: these lines are no borders of cells.
    if (run.x + run.width > x(right + 1) + run.size) return given;
    held.set(cell, [...(held.get(cell) ?? []), run]);
  }
  const cells = new Set(cellOf);
  const texts = new Map([...held].map(([cell, words]) => [cell, cellText(words)]));
  const isTable =
    cells.size >= 4 &&
    texts.size >= cells.size * FILLED &&
    [...texts.values()].every((text) => text.length <= CELL_CHARACTERS);
  if (!isTable) return given;
  const rows = Array.from({ length: lines }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const cell = cellOf[row * columns + column] ?? 0;
      const isFirst = cell % columns === column;
      return isFirst ? (texts.get(cell) ?? '') : '';
    }),
  ).filter((row, at, all) => row.some((text) => text !== '') && row.join('\n') !== all[at - 1]?.join('\n'));
  const first = [...own].find(({ text }) => text.trim() !== '');
  if (!first || rows.length < 2) return given;
  const table: PdfRun = {
    ...first,
    x: x(0),
    width: x(columns) - x(0),
    text: rows.map((row) => row.join(' | ')).join('\n'),
    endsLine: true,
    rows,
  };
  return runs.flatMap((run) => (run === first ? [table] : own.has(run) ? [] : [run]));
}

/** A run that the library made of several over a border, as they were drawn. */
function atEdges(run: PdfRun, xs: readonly number[], drawn: readonly DrawnText[]): PdfRun[] {
  const crossed = xs.filter((x) => x > run.x + 1 && x < run.x + run.width - 1);
  if (crossed.length === 0) return [run];
  const pieces = drawn
    .filter(({ x, y }) => Math.abs(y - run.y) < 1 && x > run.x - 1 && x < run.x + run.width)
    .toSorted((a, b) => a.x - b.x);
  const letters = (text: string) => text.replace(/\s/g, '');
  if (letters(pieces.map(({ text }) => text).join('')) !== letters(run.text)) return [run];
  const columnOf = (x: number) => xs.findLastIndex((edge) => edge <= x + 1);
  const parts: PdfRun[] = [];
  let words = run.text;
  for (const [at, piece] of pieces.entries()) {
    const last = parts.at(-1);
    // The run's own words have the spaces that were drawn as room.
    let length = 0;
    for (let left = letters(piece.text).length; length < words.length && left > 0; length += 1)
      if (/\S/.test(words[length] ?? '')) left -= 1;
    const text = words.slice(0, length);
    words = words.slice(length);
    const width = Math.max(1, Math.min(pieces[at + 1]?.x ?? run.x + run.width, run.x + run.width) - piece.x);
    if (last && columnOf(last.x) === columnOf(piece.x)) {
      last.text += text;
      last.width = piece.x + width - last.x;
    } else parts.push({ ...run, text: text.trimStart(), x: piece.x, width });
  }
  for (const part of parts) {
    const next = crossed.find((x) => x > part.x + 1);
    if (next !== undefined) part.width = Math.min(part.width, next - part.x);
  }
  return parts;
}

/** Places of borders; those that are near are one. */
function edgesOf(places: readonly number[]): number[] {
  const edges: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const place of places.toSorted((a, b) => a - b)) {
    if (place - last > SAME) edges.push(place);
    last = place;
  }
  return edges;
}

function cellText(runs: readonly PdfRun[]): string {
  const lines = pdfLines(runs);
  return lines.reduce((all, { text }) => {
    if (all === '') return text;
    return /\p{N}$/u.test(all) && /^[-−±\d]/.test(text) ? `${all}; ${text}` : joinedLines(all, text, NONE);
  }, '');
}
