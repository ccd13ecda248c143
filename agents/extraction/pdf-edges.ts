import { HEADING_SIZE, type PdfLine, sameParagraph } from './pdf-text.ts';

/** Of the pages: a line on as many is a header, a footer or a page number; of left and right pages each has its own. */
const REPEATED = 0.6;
const REPEATED_ON_ONE_SIDE = 0.4;
const FEWEST_PAGES = 3;
/** Lines at the top and at the bottom of a page that may be such. */
const EDGE_LINES = 2;
const NUMBERED =
  /(?<!\p{L})(?:p[áa]g(?:ina|\.)?|page|folha|fls?\.?|slide|p\.)\s*:?\s*(?:n[º°.]\s*)?\d{1,4}(?:\s*(?:\/|de|of|-)\s*\d{1,4})?(?!\d)/giu;

/** What stands on one height. */
interface Row {
  lines: PdfLine[];
  /** Parts that a gap sets apart, apart by a tab. */
  text: string;
  x: number;
  y: number;
  size: number;
}

/**
 * Headers, footers and page numbers: what stands at a page's edge, apart from the text and no larger than it, and is the
 * same on most pages. Digits are looked past only in the shapes of page numbers: "Parafuso 2,0 mm, código 1001" is another
 * line on each page. A line too many is better than one too few, and no page loses all of its text.
 */
export function withoutEdges(pages: readonly PdfLine[][], body: number): PdfLine[][] {
  if (pages.length < FEWEST_PAGES) return pages.map((page) => [...page]);
  const rows = pages.map(rowsOf);
  const shape = (row: Row) => shapeOf(row.text, pages.length);
  const counts = new Map<string, number>();
  for (const page of rows) {
    const edges = [...page.slice(0, EDGE_LINES), ...page.slice(-EDGE_LINES)];
    for (const found of new Set(edges.map(shape))) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  const isRepeated = (row: Row) => {
    const count = counts.get(shape(row)) ?? 0;
    const often =
      count >= pages.length * REPEATED || (count >= 4 && count >= pages.length * REPEATED_ON_ONE_SIDE);
    return row.size < body * HEADING_SIZE && often;
  };
  return pages.map((page, at) => {
    const own = rows[at] ?? [];
    const dropped = new Set<PdfLine>();
    const drop = (row: Row) => {
      for (const line of row.lines) dropped.add(line);
    };
    for (const [n, row] of own.slice(0, EDGE_LINES).entries()) {
      const next = own[n + 1];
      if (!isRepeated(row) || (next && !isRepeated(next) && sameParagraph(row, next))) break;
      drop(row);
    }
    for (let n = own.length - 1; n >= Math.max(0, own.length - EDGE_LINES); n -= 1) {
      const [row, above] = [own[n], own[n - 1]];
      if (!row || !isRepeated(row) || (above && !isRepeated(above) && sameParagraph(above, row))) break;
      drop(row);
    }
    return dropped.size === page.length ? [...page] : page.filter((line) => !dropped.has(line));
  });
}

/** A page's lines by height, from the top: a header may have been drawn last. */
function rowsOf(lines: readonly PdfLine[]): Row[] {
  const rows: Row[] = [];
  for (const line of lines.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.at(-1);
    if (row && Math.abs(row.y - line.y) < line.size * 0.3) {
      row.lines.push(line);
      row.text += `\t${line.text}`;
    } else rows.push({ lines: [line], text: line.text, x: line.x, y: line.y, size: line.size });
  }
  return rows;
}

function shapeOf(text: string, pages: number): string {
  return text
    .toLowerCase()
    .replace(NUMBERED, '#')
    .split('\t')
    .map((part) => {
      const number = /^[-–—•|[(\s]*(?:\d{1,4}|[ivxlc]{1,6})[-–—•|\])\s]*$/.test(part);
      const ofAll = /^(.*?)\d{1,4}\s*(?:\/|de|of)\s*(\d{1,4})$/.exec(part);
      if (number) return '#';
      return ofAll && Number(ofAll[2]) === pages ? `${ofAll[1]}#` : part;
    })
    .toSorted()
    .join('\t');
}
