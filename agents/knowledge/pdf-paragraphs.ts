import { joinedLines } from './joined-lines.ts';
import { withoutEdges } from './pdf-edges.ts';
import { type PdfPart, pdfGrids } from './pdf-grids.ts';
import { type PdfLine, pdfLines } from './pdf-lines.ts';

/** A run of text on a page; `y` grows upwards, `size` is the font's. A run of "\f" alone begins text of its own. */
export interface PdfRun {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  /** The line ends after it. */
  endsLine: boolean;
}

interface Paragraph {
  text: string;
  size: number;
  kind: 'text' | 'contents' | 'table';
  /** Where its lines begin, but for the first, and where the longest ends. */
  left: number;
  right: number;
  columns: number;
}

/** Distance of two lines of one paragraph, in font sizes. Word and LaTeX set 1.15 to 1.5; a paragraph adds half a line. */
const LINE_GAP = 1.75;
/** Against the running text. A heading is short as well: a title page's big letters are still a paragraph. */
export const HEADING_SIZE = 1.15;
const HEADING_CHARACTERS = 160;
/** A line of contents: what is found where. */
const LEADER = /\s*(?:[.…·] ?){4,}\s*(?=\S{1,8}$)/u;

/**
 * The paragraphs of a PDF's pages, which hold runs of text with places and nothing else: lines by place, columns and tables
 * by their gaps, paragraphs by distance and size, words that a line's end cut in two joined again, headers and footers
 * left out.
 */
export function pdfParagraphs(pages: readonly PdfRun[][]): string[] {
  const frames = pages.map((runs) => framesOf(runs).map(pdfLines));
  const body = bodySize(frames.flat(2));
  const upright = withoutEdges(
    frames.map(([first]) => first ?? []),
    body,
  );
  const words = upright.flat().flatMap(({ text }) => text.match(/[\p{L}]+-[\p{L}]+/gu) ?? []);
  const known = new Set(words);
  const paragraphs: Paragraph[] = [];
  for (const [page, others] of frames.entries()) {
    addParts(paragraphs, pdfGrids(upright[page] ?? []), known, true);
    for (const frame of others.slice(1)) addParts(paragraphs, pdfGrids(frame), known, false);
  }
  return paragraphs.map(({ text, size, kind }) =>
    kind === 'text' && size >= body * HEADING_SIZE && text.length <= HEADING_CHARACTERS ? `## ${text}` : text,
  );
}

function addParts(
  paragraphs: Paragraph[],
  parts: readonly PdfPart[],
  known: ReadonlySet<string>,
  follows: boolean,
): void {
  let before: PdfLine | undefined;
  for (const [at, part] of parts.entries()) {
    const last = paragraphs.at(-1);
    if (part.kind === 'table') {
      const rows = part.rows.map((row) => row.join(' | ').replace(/(?: \|)+\s*$/, ''));
      const columns = part.rows[0]?.length ?? 0;
      if (at === 0 && follows && last?.kind === 'table' && last.columns === columns) {
        // A table over several pages repeats its head.
        const head = last.text.split('\n')[0];
        last.text = [last.text, ...rows.filter((row, n) => n > 0 || row !== head)].join('\n');
      } else
        paragraphs.push({
          text: rows.join('\n'),
          size: part.size,
          kind: 'table',
          left: 0,
          right: 0,
          columns,
        });
      before = undefined;
      continue;
    }
    const { line } = part;
    if (LEADER.test(line.text)) {
      const text = line.text.replace(LEADER, ' … ');
      if (last?.kind === 'contents') last.text += `\n${text}`;
      else paragraphs.push({ ...begun(line), text, kind: 'contents' });
      before = undefined;
      continue;
    }
    const isText = last?.kind === 'text';
    const goesOn =
      before === undefined || line.y > before.y
        ? isText &&
          (follows || before !== undefined) &&
          brokenByPage(last.text, line, before === undefined ? at === 0 : true)
        : isText && sameParagraph(before, line) && !startsParagraph(last, before, line);
    if (last && goesOn) {
      last.text = joinedLines(last.text, line.text, known);
      last.left = before === undefined ? line.x : Math.min(last.left, line.x);
      last.right = Math.max(last.right, line.end);
    } else paragraphs.push(begun(line));
    before = line;
  }
}

function begun({ text, size, x, end }: PdfLine): Paragraph {
  return { text, size, kind: 'text', left: x, right: end, columns: 0 };
}

/** Text of each direction by itself. */
function framesOf(runs: readonly PdfRun[]): PdfRun[][] {
  const frames: PdfRun[][] = [[]];
  for (const run of runs) {
    if (run.text === '\f') frames.push([]);
    else frames.at(-1)?.push(run);
  }
  return frames;
}

/** The size that most of the letters have. */
function bodySize(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>();
  for (const { text, size } of lines) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

export function sameParagraph(
  before: Pick<PdfLine, 'text' | 'y' | 'size'>,
  line: Pick<PdfLine, 'text' | 'y' | 'size'>,
): boolean {
  const gap = before.y - line.y;
  const alike = Math.abs(before.size - line.size) <= 0.5;
  return alike && gap >= 0 && gap <= before.size * LINE_GAP && !startsItem(line.text, before.text);
}

/** A sentence has ended well before the margin, or the line is set in as the first of a paragraph. */
function startsParagraph(paragraph: Paragraph, before: PdfLine, line: PdfLine): boolean {
  if (!/[.!?:;]["”)]?$/.test(before.text)) return false;
  const width = paragraph.right - paragraph.left;
  const isShort =
    width > 0 && before.end < paragraph.right - width * 0.25 && /^[\p{Lu}\d"“(]/u.test(line.text);
  const isIndented =
    line.x > paragraph.left + line.size * 0.8 && before.x <= paragraph.left + line.size * 0.3;
  return isShort || isIndented;
}

/** A sentence that a page's or a column's end cuts: no end mark before, a small letter after. */
function brokenByPage(last: string, line: PdfLine, isFirst: boolean): boolean {
  return isFirst && !/[.:;!?…"”)]$/.test(last) && /^\p{Ll}/u.test(line.text);
}

/** An item of a list, a clause: its own mark says so, or a number behind the end of a sentence. */
function startsItem(text: string, before: string): boolean {
  if (/^(?:[•◦▪●■▪‣–—☐☒✓✔-]|\d{1,2}[.)]|\(?[a-z]\)|\([ivx]{1,4}\))\s/u.test(text)) return true;
  if (
    /^(?:cl[áa]usula|artigo|art\.|par[áa]grafo|§|anexo|clause|article|section)\s*(?:\d|[úu]nic|primeir|segund|terceir|[IVX]+\b)/iu.test(
      text,
    )
  )
    return /[.:;!?)]$/.test(before) || before.length < 60;
  return (
    /^(?:\d{1,2}(?:\.\d{1,3})+\.?|[IVX]{1,5}\s?[.–-])\s+\p{Lu}/u.test(text) && /[.:;!?)”"]$/.test(before)
  );
}
