import { joinedLines } from './joined-lines.ts';
import { withoutEdges } from './pdf-edges.ts';
import { type PdfPart, pdfGrids } from './pdf-grids.ts';
import { pdfLines } from './pdf-lines.ts';
import { HEADING_SIZE, type PdfLine, type PdfRun, sameParagraph } from './pdf-text.ts';

interface Paragraph {
  text: string;
  size: number;
  kind: 'text' | 'contents' | 'table';
  /** Where its lines begin, but for the first, and where the longest ends. */
  left: number;
  right: number;
  columns: number;
}

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
