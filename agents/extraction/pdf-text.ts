/** A run of text on a page; `y` grows upwards, `size` is the font's. A run of "\f" alone begins text of its own. */
export interface PdfRun {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  /** The line ends after it. */
  endsLine: boolean;
  /** Of a table that is drawn with lines; its text is theirs. */
  rows?: string[][];
}

/** A line of text, or a part of it that a wide gap sets apart. */
export interface PdfLine {
  text: string;
  x: number;
  y: number;
  end: number;
  /** The size that most of its letters have. */
  size: number;
  /** Set apart from the line before it by a gap on the same line. */
  isBeside: boolean;
  rows?: string[][];
}

/** Distance of two lines of one paragraph, in font sizes. Word and LaTeX set 1.15 to 1.5; a paragraph adds half a line. */
const LINE_GAP = 1.75;
/** Against the running text. A heading is short as well: a title page's big letters are still a paragraph. */
export const HEADING_SIZE = 1.15;
/** Whether a line goes on with the paragraph of the line above it. */
export function sameParagraph(
  before: Pick<PdfLine, 'text' | 'y' | 'size'>,
  line: Pick<PdfLine, 'text' | 'y' | 'size'>,
): boolean {
  const gap = before.y - line.y;
  const alike = Math.abs(before.size - line.size) <= 0.5;
  return alike && gap >= 0 && gap <= before.size * LINE_GAP && !startsItem(line.text, before.text);
}

/** An item of a list, a clause: its own mark says so, or a number behind the end of a sentence. */
function startsItem(text: string, before: string): boolean {
  if (/^(?:[•◦▪●■▪‣–—☐☒✓✔-]|\d{1,2}[.)]|\(?[a-z]\)|[a-z]\.|\(?[ivx]{1,4}\))\s/u.test(text)) return true;
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
