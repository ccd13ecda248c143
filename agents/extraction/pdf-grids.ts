import { type PdfLine, sameParagraph } from './pdf-text.ts';

/** Cells that stand beside one another; each holds its lines from the top. */
type Row = PdfLine[][];

/** Lines to read one after another, or the rows of a table. */
export type PdfPart =
  | { kind: 'line'; line: PdfLine }
  | { kind: 'table'; rows: string[][]; y: number; size: number };

/** So many lines back a cell of the same row may have begun. */
const LINES_IN_CELL = 12;
/** Lines of one cell are no further apart, in font sizes. */
const CELL_GAP = 1.45;
/** Of the lines below the first in a column of text: as many go on with a small letter or end in a hyphen. */
const GOES_ON = 0.4;
const COLUMN_WORDS = 3;

/**
 * Lines that stand beside one another, by what they are: columns of running text are read one after the other, cells of a
 * table row by row. What was drawn apart (a box in the margin) stays apart.
 */
export function pdfGrids(lines: readonly PdfLine[]): PdfPart[] {
  const parts: PdfPart[] = [];
  let from = 0;
  for (const [at, { rows, y, size }] of lines.entries()) {
    if (!rows) continue;
    parts.push(...gridsIn(lines.slice(from, at)), { kind: 'table', rows, y, size });
    from = at + 1;
  }
  return [...parts, ...gridsIn(lines.slice(from))];
}

function gridsIn(lines: readonly PdfLine[]): PdfPart[] {
  const rows = rowsOf(lines);
  const parts: PdfPart[] = [];
  for (let at = 0; at < rows.length; ) {
    let end = at;
    while (
      end < rows.length &&
      (rows[end]?.length ?? 0) > 1 &&
      (end === at || follows(rows[end - 1], rows[end]))
    )
      end += 1;
    const grid = rows.slice(at, end);
    if (end - at === 0) {
      for (const line of (rows[at] ?? []).flat()) parts.push({ kind: 'line', line });
      at += 1;
      continue;
    }
    // The last line of a longer column stands alone.
    const columns = columnsOf(grid);
    if (isText(columns)) {
      while (end < rows.length && rows[end]?.length === 1 && belongs(rows[end], columns)) {
        const line = rows[end]?.[0]?.[0];
        const column = columns.find((lines) => line && Math.abs((lines[0]?.x ?? 0) - line.x) < line.size);
        if (line && column) column.push(line);
        end += 1;
      }
      for (const line of columns.flat()) parts.push({ kind: 'line', line });
    } else if (
      grid.length === 1 &&
      (grid[0]?.length ?? 0) === 2 &&
      grid[0]?.every((cell) => cell.length === 1)
    ) {
      // One line with a gap is a label with its value, or two ends of one line.
      const [a, b] = grid[0]?.flat() ?? [];
      if (a && b) parts.push({ kind: 'line', line: { ...a, text: `${a.text} ${b.text}`, end: b.end } });
    } else {
      const first = grid[0]?.[0]?.[0];
      parts.push({ kind: 'table', rows: tableOf(grid), y: first?.y ?? 0, size: first?.size ?? 0 });
    }
    at = end;
  }
  return parts;
}

/** Each line with those beside it; a cell of several lines takes back what was drawn of it before the next one. */
function rowsOf(lines: readonly PdfLine[]): Row[] {
  const rows: Row[] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    const above = last?.at(-1);
    if (!row || !last || !above) {
      rows.push([[line]]);
      continue;
    }
    if (line.isBeside && Math.abs(above.y - line.y) < line.size && line.x >= above.x) {
      row.push([line]);
      continue;
    }
    // Up again and further right: the next cell of a row whose cells were drawn one by one.
    const top = row[0]?.[0]?.y ?? 0;
    const edge = Math.max(...last.map(({ end }) => end));
    if (
      row.length > 1 &&
      line.y <= top + line.size * 0.3 &&
      line.y > above.y + line.size * 0.5 &&
      line.x > edge
    ) {
      row.push([line]);
      continue;
    }
    if (row.length === 1 && line.y > above.y + line.size * 0.5) {
      const back = startOfCell(rows, line);
      if (back !== null) {
        const cell = rows.splice(back).flat(2);
        rows.push([cell, [line]]);
        continue;
      }
    }
    const gap = above.y - line.y;
    const isUnder =
      row.length > 1 &&
      Math.abs(above.x - line.x) < line.size * 0.6 &&
      gap > 0 &&
      gap <= above.size * CELL_GAP;
    if (isUnder && last !== row[0]) last.push(line);
    else rows.push([[line]]);
  }
  return rows;
}

/** Where the cell began that stands beside a line; null: none does. */
function startOfCell(rows: readonly Row[], line: PdfLine): number | null {
  for (let at = rows.length - 1; at >= Math.max(0, rows.length - LINES_IN_CELL); at -= 1) {
    const row = rows[at];
    const one = row?.[0]?.[0];
    if (row?.length !== 1 || !one || one.end > line.x - line.size * 0.5) return null;
    if (Math.abs(one.y - line.y) < line.size * 0.4) {
      // A box beside the middle of a paragraph is no cell of it.
      const above = rows[at - 1];
      const isInside = above?.length === 1 && above[0]?.[0] && sameParagraph(above[0][0], one);
      return rows.length - at <= 4 && !isInside ? at : null;
    }
    if (one.y > line.y) return null;
  }
  return null;
}

function follows(before: Row | undefined, row: Row | undefined): boolean {
  const above = before?.[0]?.[0];
  const below = row?.[0]?.[0];
  if (!above || !below) return false;
  const gap = Math.min(...(before ?? []).flat().map(({ y }) => y)) - below.y;
  return gap > -below.size && gap < below.size * 4 && Math.abs(above.size - below.size) < 3;
}

/** The cells of a grid by the place where they begin. */
function columnsOf(grid: readonly Row[]): PdfLine[][] {
  const columns: PdfLine[][] = [];
  for (const cell of grid.flat()) {
    const first = cell[0];
    if (!first) continue;
    const column = columns.find((lines) => lines[0] && Math.abs(lines[0].x - first.x) < first.size * 1.2);
    if (column) column.push(...cell);
    else columns.push([...cell]);
  }
  return columns.toSorted((a, b) => (a[0]?.x ?? 0) - (b[0]?.x ?? 0));
}

/** Running text: several words a line, and lines that go on with the sentence of the line above. */
function isText(columns: readonly PdfLine[][]): boolean {
  if (columns.length < 2 || columns.length > 4) return false;
  return columns.every((lines) => {
    if (lines.length < 2) return false;
    const words = lines.reduce((sum, { text }) => sum + text.split(' ').length, 0) / lines.length;
    const goOn = lines
      .slice(1)
      .filter(({ text }, at) => /^\p{Ll}/u.test(text) || /[-\u00ad]$/.test(lines[at]?.text ?? ''));
    return words >= COLUMN_WORDS && goOn.length >= (lines.length - 1) * GOES_ON;
  });
}

function belongs(row: Row | undefined, columns: readonly PdfLine[][]): boolean {
  const line = row?.[0]?.[0];
  if (!line) return false;
  return columns.some((lines) => {
    const last = lines.at(-1);
    return (
      last !== undefined &&
      Math.abs(last.x - line.x) < line.size &&
      last.y - line.y > 0 &&
      last.y - line.y <= last.size * 2
    );
  });
}

/** Rows with as many cells as the widest has, each cell in the column that it stands under. */
function tableOf(grid: readonly Row[]): string[][] {
  const columns: { x: number; end: number }[] = [];
  for (const row of grid.toSorted((a, b) => b.length - a.length)) {
    for (const cell of row) {
      const [x, end] = boundsOf(cell);
      const column = columns.find((one) => x < one.end && end > one.x);
      if (!column) columns.push({ x, end });
      else if (row.length >= (grid[0]?.length ?? 0))
        [column.x, column.end] = [Math.min(column.x, x), Math.max(column.end, end)];
    }
  }
  columns.sort((a, b) => a.x - b.x);
  return grid.map((row) => {
    const texts = columns.map(() => '');
    for (const cell of row) {
      const [x, end] = boundsOf(cell);
      const overlaps = columns.map((one) => Math.min(one.end, end) - Math.max(one.x, x));
      const at = overlaps.indexOf(Math.max(...overlaps));
      const text = cell.map((line) => line.text).join(' ');
      texts[at] = texts[at] ? `${texts[at]} ${text}` : text;
    }
    return texts;
  });
}

function boundsOf(cell: readonly PdfLine[]): [number, number] {
  return [Math.min(...cell.map(({ x }) => x)), Math.max(...cell.map(({ end }) => end))];
}
