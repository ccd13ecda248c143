/** A run of text on a page; `y` grows upwards, `size` is the font's. */
export interface PdfRun {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  /** The line ends after it. */
  endsLine: boolean;
}

interface Line {
  text: string;
  y: number;
  size: number;
}

/** Distance of two lines of one paragraph, in font sizes. Word and LaTeX set 1.15 to 1.5; a paragraph adds half a line. */
const LINE_GAP = 1.75;
/** Of the pages: a line on as many is a header, a footer or a page number. */
const REPEATED = 0.6;
const FEWEST_PAGES = 3;
/** Lines at the top and at the bottom of a page that may be such. */
const EDGE_LINES = 2;
/** Against the running text. A heading is short as well: a title page's big letters are still a paragraph. */
const HEADING_SIZE = 1.15;
const HEADING_CHARACTERS = 160;

/**
 * The paragraphs of a PDF's pages, which hold runs of text with places and nothing else: lines by place, paragraphs by
 * distance and size, words that a line's end cut in two joined again, headers and footers left out.
 */
export function pdfParagraphs(pages: readonly PdfRun[][]): string[] {
  const all = pages.map(linesOf);
  const body = bodySize(all.flat());
  const lines = withoutEdges(all, body);
  const known = new Set(lines.flat().flatMap(({ text }) => text.match(/[\p{L}]+-[\p{L}]+/gu) ?? []));
  const paragraphs: { text: string; size: number }[] = [];
  for (const page of lines) {
    let before: Line | undefined;
    for (const line of page) {
      const last = paragraphs.at(-1);
      const goesOn = before === undefined ? brokenByPage(last?.text, line) : sameParagraph(before, line);
      if (last !== undefined && goesOn) last.text = joined(last.text, line.text, known);
      else paragraphs.push({ text: line.text, size: line.size });
      before = line;
    }
  }
  return paragraphs.map(({ text, size }) =>
    size >= body * HEADING_SIZE && text.length <= HEADING_CHARACTERS ? `## ${text}` : text,
  );
}

/** The size that most of the letters have. */
function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { text, size } of lines) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

function linesOf(runs: readonly PdfRun[]): Line[] {
  const lines: Line[] = [];
  let open: (Line & { end: number }) | undefined;
  for (const run of runs) {
    const isBlank = run.text.trim() === '';
    if (open && Math.abs(open.y - run.y) > Math.max(open.size, run.size) / 2 && !isBlank) {
      lines.push(open);
      open = undefined;
    }
    if (!open) {
      if (!isBlank) open = { text: run.text, y: run.y, size: run.size, end: run.x + run.width };
    } else if (!isBlank) {
      // Letters set close together are one word, however the PDF cuts them into runs.
      const apart = run.x - open.end > run.size * 0.15 && !/\s$/.test(open.text) && !/^\s/.test(run.text);
      open.text += (apart ? ' ' : '') + run.text;
      open.end = run.x + run.width;
      open.size = Math.max(open.size, run.size);
    } else {
      open.text += ' ';
      open.end = Math.max(open.end, run.x + run.width);
    }
    if (run.endsLine && open) {
      lines.push(open);
      open = undefined;
    }
  }
  if (open) lines.push(open);
  return lines
    .map(({ text, y, size }) => ({ text: text.replace(/\s+/g, ' ').trim(), y, size }))
    .filter(({ text }) => text !== '');
}

/**
 * Headers, footers and page numbers: lines at a page's edge, apart from the text and no larger than it, that most pages
 * have, numbers aside. A line too many is better than one too few.
 */
function withoutEdges(pages: Line[][], body: number): Line[][] {
  if (pages.length < FEWEST_PAGES) return pages;
  const shape = (line: Line) => line.text.replace(/\d+/g, '0').toLowerCase();
  const counts = new Map<string, number>();
  for (const page of pages) {
    const edges = [...page.slice(0, EDGE_LINES), ...page.slice(-EDGE_LINES)];
    for (const found of new Set(edges.map(shape))) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  const isRepeated = (line: Line) =>
    line.size < body * HEADING_SIZE && (counts.get(shape(line)) ?? 0) >= pages.length * REPEATED;
  return pages.map((page) => {
    let start = 0;
    let end = page.length;
    for (const [at, line] of page.slice(0, EDGE_LINES).entries()) {
      const next = page[at + 1];
      if (!isRepeated(line) || (next && sameParagraph(line, next))) break;
      start = at + 1;
    }
    for (let looked = 0; looked < EDGE_LINES && end > start; looked += 1) {
      const [before, line] = [page[end - 2], page[end - 1]];
      if (!line || !isRepeated(line) || (before && sameParagraph(before, line))) break;
      end -= 1;
    }
    return page.slice(start, end);
  });
}

function sameParagraph(before: Line, line: Line): boolean {
  const gap = before.y - line.y;
  const alike = Math.abs(before.size - line.size) <= 0.5;
  return alike && gap >= 0 && gap <= before.size * LINE_GAP && !startsItem(line.text);
}

/** A sentence that a page's end cuts: no end mark before, a small letter after. */
function brokenByPage(last: string | undefined, line: Line): boolean {
  return last !== undefined && !/[.:;!?…"”)]$/.test(last) && /^\p{Ll}/u.test(line.text);
}

function startsItem(text: string): boolean {
  return /^(?:[•◦▪●■–-]|\d{1,2}[.)]|[a-z]\))\s/u.test(text);
}

/** Small words that Portuguese hangs on a verb with a hyphen, which the line's end has not made. */
const HUNG_ON = /^(?:se|me|te|lhe|lhes|nos|vos|[oa]s?|l[oa]s?|n[oa]s?)(?![\p{L}])/u;

function joined(text: string, next: string, known: ReadonlySet<string>): string {
  const start = /(\p{L}+)-$/u.exec(text)?.[1];
  const end = /^\p{Ll}+/u.exec(next)?.[0];
  if (start === undefined || end === undefined) return `${text} ${next}`;
  const keeps = HUNG_ON.test(next) || known.has(`${start}-${end}`);
  return (keeps ? text : text.slice(0, -1)) + next;
}
