import { getResolvedPDFJS } from 'unpdf';
import type { PDFPageProxy } from 'unpdf/pdfjs';

/** One drawing of text: where it begins, what its letters are, whether a reader can see it. */
export interface DrawnText {
  x: number;
  y: number;
  text: string;
  seen: boolean;
}

/** A straight line along or across the page, also the edge of a box. */
export interface PdfRule {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

type Matrix = [number, number, number, number, number, number];

interface State {
  ctm: Matrix;
  fill: string;
  mode: number;
  leading: number;
  size: number;
  spacing: number;
  wordSpacing: number;
  scale: number;
  rise: number;
}

/** More operations than the busiest page of text has; a map of lines is not looked into. */
const MAX_OPERATIONS = 200_000;
const MAX_RULES = 5_000;
/** Shorter lines part nothing, in points. */
const SHORTEST = 6;
/** Invisible letters over a picture of the page are what text recognition found: they are the text. */
const RECOGNISED = 0.8;

/**
 * What a page draws as text, in the order of drawing, and its straight lines. Unseen is text in the invisible mode and text in white where
 * nothing lies under it; pictures are not decoded, but where they stand they are a ground.
 *
 * Empty when a page is too busy to look into: then all its text counts as seen.
 */
export async function drawnOn(page: PDFPageProxy): Promise<{ texts: DrawnText[]; rules: PdfRule[] }> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  if (fnArray.length > MAX_OPERATIONS) return { texts: [], rules: [] };
  const rules: PdfRule[] = [];
  const drawn: (DrawnText & { white: boolean; invisible: boolean })[] = [];
  const grounds: [number, number, number, number][] = [];
  let anyGround = false;
  let state: State = {
    ctm: [1, 0, 0, 1, 0, 0],
    fill: '#000000',
    mode: 0,
    leading: 0,
    size: 1,
    spacing: 0,
    wordSpacing: 0,
    scale: 1,
    rise: 0,
  };
  const stack: State[] = [];
  let line: Matrix = [1, 0, 0, 1, 0, 0];
  let text: Matrix = line;
  for (let at = 0; at < fnArray.length; at += 1) {
    const given = (argsArray[at] ?? []) as unknown[];
    const number = (index: number) => Number(given[index] ?? 0);
    switch (fnArray[at]) {
      case OPS.save:
        stack.push({ ...state });
        break;
      case OPS.restore:
        // A picture that was not decoded leaves its frame: moved, nothing drawn.
        if (fnArray[at - 1] === OPS.transform) grounds.push(boxOf([0, 0, 1, 1], state.ctm));
        state = stack.pop() ?? state;
        break;
      case OPS.transform:
        state.ctm = times(matrixOf(given), state.ctm);
        break;
      case OPS.paintFormXObjectBegin:
        stack.push({ ...state });
        if (Array.isArray(given[0]) || ArrayBuffer.isView(given[0]))
          state.ctm = times(matrixOf(given[0] as number[]), state.ctm);
        break;
      case OPS.paintFormXObjectEnd:
        state = stack.pop() ?? state;
        break;
      case OPS.setFillRGBColor:
        state.fill = String(given[0]);
        break;
      case OPS.setFillColorN:
      case OPS.setFillTransparent:
        state.fill = 'pattern';
        break;
      case OPS.shadingFill:
        anyGround = true;
        break;
      case OPS.constructPath: {
        const bounds = given[2] as ArrayLike<number> | null | undefined;
        const paints = [
          OPS.fill,
          OPS.eoFill,
          OPS.fillStroke,
          OPS.eoFillStroke,
          OPS.closeFillStroke,
          OPS.closeEOFillStroke,
        ].includes(number(0));
        if (paints && bounds && !isWhite(state.fill))
          grounds.push(boxOf(Array.from(bounds).slice(0, 4), state.ctm));
        if (number(0) !== OPS.endPath && rules.length < MAX_RULES)
          rules.push(...rulesOf(given[1] as ArrayLike<number>[] | null, state.ctm));
        break;
      }
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
      case OPS.paintImageMaskXObject:
        grounds.push(boxOf([0, 0, 1, 1], state.ctm));
        break;
      case OPS.beginText:
        line = [1, 0, 0, 1, 0, 0];
        text = line;
        break;
      case OPS.setTextMatrix:
        line = matrixOf((given[0] ?? given) as number[]);
        text = line;
        break;
      case OPS.setLeadingMoveText:
      case OPS.moveText:
        if (fnArray[at] === OPS.setLeadingMoveText) state.leading = -number(1);
        line = times([1, 0, 0, 1, number(0), number(1)], line);
        text = line;
        break;
      case OPS.nextLine:
        line = times([1, 0, 0, 1, 0, -state.leading], line);
        text = line;
        break;
      case OPS.setLeading:
        state.leading = -number(0);
        break;
      case OPS.setFont:
        state.size = number(1);
        break;
      case OPS.setCharSpacing:
        state.spacing = number(0);
        break;
      case OPS.setWordSpacing:
        state.wordSpacing = number(0);
        break;
      case OPS.setHScale:
        state.scale = number(0) > 5 ? number(0) / 100 : number(0);
        break;
      case OPS.setTextRise:
        state.rise = number(0);
        break;
      case OPS.setTextRenderingMode:
        state.mode = number(0);
        break;
      case OPS.showText: {
        const { words, advance } = glyphsOf(given[0] as unknown[], state);
        const [, , , , x, y] = times([1, 0, 0, 1, 0, state.rise], times(text, state.ctm));
        if (words.trim() !== '')
          drawn.push({
            x,
            y,
            text: words,
            seen: true,
            white: isWhite(state.fill) && state.mode !== 1 && state.mode !== 2,
            invisible: state.mode === 3 || state.mode === 7,
          });
        text = times([1, 0, 0, 1, advance, 0], text);
        break;
      }
      default:
        break;
    }
  }
  const letters = (which: (run: (typeof drawn)[number]) => boolean) =>
    drawn.filter(which).reduce((sum, run) => sum + run.text.length, 0);
  const isRecognised = letters((run) => run.invisible) >= RECOGNISED * letters(() => true);
  const onGround = (run: DrawnText) =>
    anyGround ||
    grounds.some(
      ([x0, y0, x1, y1]) => run.x >= x0 - 2 && run.x <= x1 + 2 && run.y >= y0 - 2 && run.y <= y1 + 2,
    );
  const texts = drawn.map((run) => ({
    x: run.x,
    y: run.y,
    text: run.text,
    seen: run.invisible ? isRecognised : !(run.white && !onGround(run)),
  }));
  return { texts, rules };
}

/** The straight lines of a path: numbers after the kind of each step (0 move, 1 line, 2 and 3 curves, 4 close). */
function rulesOf(paths: ArrayLike<number>[] | null | undefined, ctm: Matrix): PdfRule[] {
  const path = paths?.[0];
  if (!path) return [];
  const rules: PdfRule[] = [];
  const add = (a: readonly number[], b: readonly number[]) => {
    const [x0, y0, x1, y1] = boxOf([...a, ...b], ctm);
    const [width, height] = [x1 - x0, y1 - y0];
    if (Math.min(width, height) < 0.5 && Math.max(width, height) >= SHORTEST) rules.push({ x0, y0, x1, y1 });
  };
  let start = [0, 0];
  let pen = start;
  for (let at = 0; at < path.length; ) {
    const values = (from: number) => [Number(path[at + from] ?? 0), Number(path[at + from + 1] ?? 0)];
    switch (path[at]) {
      case 0:
        start = values(1);
        pen = start;
        at += 3;
        break;
      case 1:
        add(pen, values(1));
        pen = values(1);
        at += 3;
        break;
      case 2:
        pen = values(5);
        at += 7;
        break;
      case 3:
        pen = values(3);
        at += 5;
        break;
      case 4:
        add(pen, start);
        pen = start;
        at += 1;
        break;
      default:
        return rules;
    }
  }
  return rules;
}

/** What the letters say, and how far they move the pen. */
function glyphsOf(glyphs: unknown[], state: State): { words: string; advance: number } {
  let words = '';
  let advance = 0;
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') {
      advance -= (glyph / 1000) * state.size * state.scale;
      // A wide step back of the pen is how many programs write a space.
      if (glyph < -180 && !words.endsWith(' ') && state.spacing === 0) words += ' ';
      continue;
    }
    const { unicode = '', width = 0 } = (glyph ?? {}) as { unicode?: string; width?: number };
    words += unicode;
    const blank = unicode === ' ' ? state.wordSpacing : 0;
    advance += ((width / 1000) * state.size + state.spacing + blank) * state.scale;
  }
  return { words, advance };
}

/** Colours that paper has. */
function isWhite(fill: string): boolean {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(fill);
  return hex?.slice(1).every((part) => Number.parseInt(part, 16) >= 0xfa) ?? false;
}

function matrixOf(given: ArrayLike<unknown>): Matrix {
  const [a, b, c, d, e, f] = Array.from(given, Number);
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0];
}

function times(first: Matrix, then: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [A, B, C, D, E, F] = then;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

function boxOf(bounds: readonly number[], ctm: Matrix): [number, number, number, number] {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = bounds;
  const [a, b, c, d, e, f] = ctm;
  const corners = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const);
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
