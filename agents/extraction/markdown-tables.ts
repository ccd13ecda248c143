/** A border of a table that is drawn with signs: `+-----+=====+`. */
const BORDER = /^\s{0,3}\+(?:[-=:]{2,}\+)+\s*$/;
/** The line below a head that says where the columns begin: `  ----- ------`. */
const DASHES = /^\s{0,3}-{2,}(?:[ ]+-{2,})+\s*$/;
/** The first and the last line of a table whose rows are parted by empty lines. */
const FRAME = /^\s{0,3}-{10,}\s*$/;
/** A table of more lines is none. */
const MAX_LINES = 2000;

/** Tables that Pandoc draws with signs or with room between the columns, as those with bars that CommonMark's readers know. */
export function barredTables(lines: readonly string[]): string[] {
  const out: string[] = [];
  let fence: string | null = null;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && fence === null) fence = mark;
    else if (mark && fence !== null && mark.startsWith(fence)) fence = null;
    const table = fence !== null || mark ? null : (drawn(lines, at) ?? spaced(lines, at));
    if (table === null) out.push(line);
    else {
      out.push('', ...barred(table.rows), '');
      at = table.end;
    }
  }
  return out;
}

interface Found {
  rows: string[][];
  /** Its last line. */
  end: number;
}

function drawn(lines: readonly string[], at: number): Found | null {
  const border = lines[at] ?? '';
  if (!BORDER.test(border)) return null;
  const edges = [...border].flatMap((sign, x) => (sign === '+' ? [x] : []));
  const rows: string[][] = [];
  let open: string[][] = [];
  let end = at;
  for (let next = at + 1; next < Math.min(lines.length, at + MAX_LINES); next += 1) {
    const line = lines[next] ?? '';
    if (BORDER.test(line)) {
      rows.push(joinedCells(open));
      open = [];
      end = next;
    } else if (/^\s{0,3}\|.*\|\s*$/.test(line)) open.push(cut(line, edges, 1));
    else break;
  }
  return rows.length > 0 ? { rows, end } : null;
}

function spaced(lines: readonly string[], at: number): Found | null {
  const isFramed = FRAME.test(lines[at] ?? '');
  const head: string[] = [];
  let dashes = at;
  while (!DASHES.test(lines[dashes] ?? '') && dashes < at + 6) {
    const line = lines[dashes] ?? '';
    if (line.trim() === '' || (!isFramed && dashes > at)) return null;
    if (dashes > at || !isFramed) head.push(line);
    dashes += 1;
  }
  const line = lines[dashes] ?? '';
  if (head.length === 0 || !DASHES.test(line)) return null;
  const edges = [...line.matchAll(/-+/g)].map(({ index }) => index);
  edges[0] = 0;
  edges.push(Number.MAX_SAFE_INTEGER);
  const rows = [joinedCells(head.map((one) => cut(one, edges, 0)))];
  let open: string[][] = [];
  for (let next = dashes + 1; next <= Math.min(lines.length, dashes + MAX_LINES); next += 1) {
    const row = lines[next] ?? '';
    const isEnd = isFramed ? FRAME.test(row) || next >= lines.length : row.trim() === '' || DASHES.test(row);
    if (isEnd || row.trim() === '') {
      if (open.length > 0) rows.push(joinedCells(open));
      open = [];
      if (isEnd) return rows.length > 1 ? { rows, end: row.trim() === '' ? next - 1 : next } : null;
    } else if (isFramed) open.push(cut(row, edges, 0));
    else rows.push(joinedCells([cut(row, edges, 0)]));
  }
  return null;
}

function cut(line: string, edges: readonly number[], sign: 0 | 1): string[] {
  const characters = [...line];
  return edges.slice(0, -1).map((from, at) =>
    characters
      .slice(from + sign, edges[at + 1])
      .join('')
      .trim(),
  );
}

/** Lines of one row as its cells. */
function joinedCells(lines: readonly string[][]): string[] {
  const cells: string[] = [];
  for (const line of lines) {
    for (const [at, part] of line.entries()) {
      const before = cells[at] ?? '';
      const words = part.replace(/^[-*+]\s+/, '');
      cells[at] = `${before} ${words}`.trim();
    }
  }
  return cells;
}

function barred(rows: readonly string[][]): string[] {
  const [head = [], ...others] = rows.map((row) => row.map((cell) => cell.replace(/(?<!\\)\|/g, '\\|')));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...others.map(line)];
}
