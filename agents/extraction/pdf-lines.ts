import { joinScripts, type ScriptRun } from './join-scripts.ts';
import type { PdfLine, PdfRun } from './pdf-text.ts';

/** A gap that no justified line has, in font sizes: what follows is another column. */
const COLUMN_GAP = 1.6;
/** A space is a quarter of a letter's height; letters set close together are one word. */
const WORD_GAP = 0.15;
/** Raised or lowered letters are smaller than those around them; browsers make them 0.83. */
const SCRIPT_SIZE = 0.9;

interface Open {
  runs: PdfRun[];
  isBeside: boolean;
}

/** The runs of a page as lines in the order in which they were drawn; a line with a wide gap is several. */
export function pdfLines(runs: readonly PdfRun[]): PdfLine[] {
  const lines: PdfLine[] = [];
  let open: Open | null = null;
  const close = () => {
    if (open) lines.push(...lineOf(open));
    open = null;
  };
  for (const run of runs) {
    if (run.text === '\f') {
      close();
      continue;
    }
    if (run.rows) {
      close();
      const { text, x, y, width, size, rows } = run;
      lines.push({ text, x, y, end: x + width, size, isBeside: false, rows });
      continue;
    }
    const isBlank = run.text.trim() === '';
    if (!open) {
      if (!isBlank) open = { runs: [run], isBeside: false };
      continue;
    }
    const current: Open = open;
    if (isBlank) {
      current.runs.push(run);
      continue;
    }
    const last = current.runs.findLast(({ text }) => text.trim() !== '') ?? run;
    const gap = run.x - last.x - last.width;
    const size = Math.max(last.size, run.size);
    const isLabel = /^(?:[•◦▪●■▪–—-]|\(?[\dA-Za-z]{1,3}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+)$/u.test(
      textOf(current),
    );
    if (!onLine(current, run)) {
      close();
      open = { runs: [run], isBeside: false };
    } else if (
      gap > COLUMN_GAP * size &&
      !(isLabel && gap < 6 * size && current.runs.length < 3) &&
      !isLeader(last.text, run.text)
    ) {
      close();
      open = { runs: [run], isBeside: true };
    } else current.runs.push(run);
  }
  close();
  return lines;
}

function onLine({ runs }: Open, run: PdfRun): boolean {
  const letters = runs.filter(({ text }) => text.trim() !== '');
  const first = letters[0] ?? run;
  const last = letters.at(-1) ?? run;
  if (isDropCap(first, letters.length, run)) return true;
  const main = letters.reduce((big, one) => (one.size > big.size ? one : big), first);
  const size = Math.max(main.size, run.size);
  const isBack = run.x < last.x - size * 0.3;
  if (isBack) return false;
  return (
    Math.abs(main.y - run.y) <= size / 2 || Math.abs(last.y - run.y) <= Math.min(last.size, run.size) * 0.3
  );
}

/** A capital over several lines, at the start of the first. */
function isDropCap(first: PdfRun, count: number, run: PdfRun): boolean {
  return (
    count === 1 &&
    /^["“«]?\p{Lu}$/u.test(first.text.trim()) &&
    first.size >= 1.8 * run.size &&
    run.x >= first.x + first.width - first.size * 0.1 &&
    run.x - first.x - first.width < run.size * 1.5 &&
    run.y >= first.y - first.size * 0.2 &&
    run.y <= first.y + first.size
  );
}

const isLeader = (before: string, after: string): boolean =>
  /(?:[.…_·] ?){3,}\s*$/.test(before) || /^\s*(?:[.…_·] ?){3,}/.test(after);

function textOf({ runs }: Open): string {
  return runs
    .map(({ text }) => text)
    .join('')
    .trim();
}

function lineOf({ runs, isBeside }: Open): PdfLine[] {
  const letters = runs.filter(({ text }) => text.trim() !== '');
  const first = letters[0];
  const last = letters.at(-1);
  if (!first || !last) return [];
  const size = sizeOf(letters);
  const base = letters.find((run) => run.size >= size * 0.95)?.y ?? first.y;
  const parts: ScriptRun[] = [];
  let end = Number.NaN;
  let before = '';
  for (const run of runs) {
    if (run.text.trim() === '') {
      if (before !== '' && !/\s$/.test(before)) parts.push({ text: ' ', script: 'none' });
      before += ' ';
      continue;
    }
    const gap = run.x - end;
    const isCap = parts.length === 1 && first.size >= 1.8 * run.size && first.text.trim().length === 1;
    // A word of one letter may stand in a capital over several lines: "A inspeção", "O lote".
    const apart = isCap
      ? /^[AOE]$/.test(first.text.trim()) && /^\p{Ll}/u.test(run.text)
      : gap > Math.min(run.size, size) * WORD_GAP && !/\s$/.test(before) && !/^\s/.test(run.text);
    if (apart) parts.push({ text: ' ', script: 'none' });
    const rise = run.y - base;
    const isSmall = run.size <= size * SCRIPT_SIZE;
    const script = isSmall && rise > size * 0.15 ? 'super' : isSmall && rise < -size * 0.06 ? 'sub' : 'none';
    parts.push({ text: run.text, script: isCap ? 'none' : script });
    before = run.text;
    end = run.x + run.width;
  }
  const text = joinScripts(parts).replace(/\s+/g, ' ').trim();
  return text === ''
    ? []
    : [
        {
          text,
          x: first.x,
          y: base,
          end: Math.max(...letters.map((run) => run.x + run.width)),
          size,
          isBeside,
        },
      ];
}

function sizeOf(runs: readonly PdfRun[]): number {
  const letters = new Map<number, number>();
  for (const { text, size } of runs) letters.set(size, (letters.get(size) ?? 0) + text.trim().length);
  return [...letters].toSorted(([a, x], [b, y]) => y - x || b - a)[0]?.[0] ?? 0;
}
