import type { MeasuredNode, MeasuredTextRun, Renderer } from '@takumi-rs/core';
import { bindWords } from './bind-words.ts';
import { hyphenate } from './hyphenate.ts';
import { css, type TextStyle } from './text-style.ts';

export interface FitRequest {
  style: TextStyle;
  width: number;
  height: number;
  max: number;
  min: number;
}

/** Text at the size that was found for it. */
export interface Fitted {
  text: string;
  style: TextStyle;
  size: number;
  width: number;
  /** Of the lines as set. */
  height: number;
  lines: number;
  /** Width of the widest line. */
  inked: number;
  /** Share of its room that it takes. Above 1: too large even at its floor, `min`; `size` is then below the floor. */
  load: number;
  min: number;
}

export interface TogetherRequest extends Omit<FitRequest, 'height'> {
  /** Share of the room that these heights take, one a text; the layout knows how its rows stand. Above 1: too much. */
  load(heights: number[]): number;
}

export interface Typesetter {
  /** The largest size between `min` and `max` at which `text` fits its box. */
  fit(text: string, request: FitRequest): Promise<Fitted>;
  /** The largest size that all of `texts` share. */
  fitTogether(texts: readonly string[], request: TogetherRequest): Promise<Fitted[]>;
}

/** Share of the floor that a text may shrink to where it does not fit, so that a failed page can still be looked at. */
const LAST_RESORT = 0.6;

/** A layout of one text costs about 0.08 ms, so a binary search per text is nothing beside drawing the page. */
export function createTypesetter(renderer: Renderer): Typesetter {
  const set = async (text: string, style: TextStyle, size: number, width: number) => {
    const node = { type: 'text', text, style: { ...css(style, size), width, display: 'block' } } as const;
    const measured = await renderer.measure(node, { width });
    const runs = allRuns(measured);
    // Rows share a middle, not a top: emoji are set on another box than the letters beside them.
    const rows = new Set(runs.map((run) => Math.round((run.y + run.height / 2) / (size * style.lineHeight))));
    const inked = Math.max(0, ...runs.map((run) => run.x + inkWidth(run, size)));
    const height = text.trim() === '' ? 0 : measured.height;
    return { text, style, size, width, height, lines: rows.size, inked };
  };
  const broken = (text: string, { style, min, width }: Omit<FitRequest, 'height'>) =>
    hyphenate(bindWords(text), width, async (word) => {
      const face = { ...css(style, min), whiteSpace: 'nowrap', display: 'block' } as const;
      const measured = await renderer.measure({ type: 'text', text: word, style: face }, { width: 100_000 });
      return Math.max(0, ...allRuns(measured).map((run) => run.x + run.width));
    });
  const fitTogether = async (texts: readonly string[], request: TogetherRequest) => {
    const { style, width, min, max, load } = request;
    const ready = await Promise.all(texts.map((text) => broken(text, request)));
    const at = (size: number) => Promise.all(ready.map((text) => set(text, style, size, width)));
    const loadOf = (all: Awaited<ReturnType<typeof at>>) =>
      // Half a pixel: what rounding of glyph widths may add to a line that was broken to fit.
      Math.max(load(all.map((one) => one.height)), ...all.map((one) => (one.inked - 0.5) / width));
    const roomy = async (size: number) => loadOf(await at(size)) <= 1;
    const size = await largest(min, max, roomy);
    const taken = loadOf(await at(size));
    // Past the floor rather than over the neighbours: the check reports `load`, the picture stays whole.
    const found = await at(taken <= 1 ? size : await largest(Math.ceil(min * LAST_RESORT), min, roomy));
    return found.map((one) => ({ ...one, load: taken, min }));
  };

  return {
    fitTogether,
    async fit(text, request) {
      const load = (heights: number[]) => Math.max(...heights) / request.height;
      const [fitted] = await fitTogether([text], { ...request, load });
      if (fitted === undefined) throw new TypeError('Cannot fit a text as none was measured');
      return fitted;
    },
  };
}

/** Width without the space that hangs at the end of a line. */
export function inkWidth(run: MeasuredTextRun, size: number): number {
  const hanging = run.text.length - run.text.trimEnd().length;
  return run.width - hanging * size * 0.2;
}

export function allRuns(node: MeasuredNode): MeasuredTextRun[] {
  return [...node.runs, ...node.children.flatMap(allRuns)];
}

async function largest(min: number, max: number, fits: (size: number) => Promise<boolean>): Promise<number> {
  let low = min;
  let high = Math.max(min, max);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (await fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
