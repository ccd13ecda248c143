import type { MeasuredNode, MeasuredTextRun, Renderer } from '@takumi-rs/core';
import type { Language } from '../../ports/content.ts';
import { bindWords } from './bind-words.ts';
import { hyphenate } from './hyphenate.ts';
import { css, type TextStyle } from './text-style.ts';

/**
 * Sizes to choose from, largest first: texts of many pages at few sizes look like one deck. A headline of its own page
 * may take any whole size of a range.
 */
export type Sizes = { sizes: readonly number[] } | { max: number; min: number };

export type FitRequest = { style: TextStyle; width: number; height: number } & Sizes;

/** Text at the size that was found for it. */
export interface Fitted {
  text: string;
  style: TextStyle;
  size: number;
  width: number;
  /** Of the box in which the lines break as they were measured; at most `width`. */
  wrap: number;
  /** Of the lines as set. */
  height: number;
  lines: number;
  /** Width of the widest line. */
  inked: number;
  /** Share of its room that it takes. Above 1: too large even at its floor, `min`; `size` is then below the floor. */
  load: number;
  min: number;
}

type TogetherRequest = {
  style: TextStyle;
  width: number;
  /** Share of the room that these heights take, one a text; the layout knows how its rows stand. Above 1: too much. */
  load(heights: number[]): number;
} & Sizes;

export interface Typesetter {
  /** The largest of the sizes at which `text` fits its box. */
  fit(text: string, request: FitRequest): Promise<Fitted>;
  /** The largest size that all of `texts` share. */
  fitTogether(texts: readonly string[], request: TogetherRequest): Promise<Fitted[]>;
}

/** Share of the floor that a text may shrink to where it does not fit, so that a failed page can still be looked at. */
const LAST_RESORT = 0.6;

/**
 * A layout of one text costs about 0.08 ms, so a binary search per text is nothing beside drawing the page.
 *
 * @param language Whose syllables a word that is wider than its line is broken at.
 */
export function createTypesetter(renderer: Renderer, language: Language): Typesetter {
  const set = async (text: string, style: TextStyle, size: number, width: number) => {
    const node = { type: 'text', text, style: { ...css(style, size), width, display: 'block' } } as const;
    const measured = await renderer.measure(node, { width });
    const runs = allRuns(measured);
    // Rows share a middle, not a top: emoji are set on another box than the letters beside them.
    const rows = new Set(runs.map((run) => Math.round((run.y + run.height / 2) / (size * style.lineHeight))));
    const inked = Math.max(0, ...runs.map((run) => run.x + inkWidth(run, size)));
    const height = text.trim() === '' ? 0 : measured.height;
    return { text, style, size, width, wrap: width, height, lines: rows.size, inked };
  };
  type Setting = Awaited<ReturnType<typeof set>>;
  /**
   * Even lines in a heading, no lonely word at the end of running text: the narrowest box that takes no line more. The
   * renderer's own `balance` is drawn but not measured, so that its line ends would stay unknown.
   */
  const evened = async (one: Setting): Promise<Setting> => {
    if (one.lines < 2) return one;
    const { text, style, size, width, lines } = one;
    let best = one;
    let low = Math.ceil(width * (style.wrap === 'balance' ? 0.5 : 0.74));
    let high = width;
    while (high - low > 8) {
      const middle = Math.floor((low + high) / 2);
      const tried = await set(text, style, size, middle);
      const holds = tried.lines <= lines && tried.height <= one.height && tried.inked <= middle + 1;
      if (holds) best = tried;
      if (holds) high = middle;
      else low = middle;
    }
    return { ...best, width };
  };
  const broken = (text: string, { style, width }: Pick<FitRequest, 'style' | 'width'>, min: number) =>
    hyphenate(bindWords(text), language, width, async (word) => {
      const face = { ...css(style, min), whiteSpace: 'nowrap', display: 'block' } as const;
      const measured = await renderer.measure({ type: 'text', text: word, style: face }, { width: 100_000 });
      return Math.max(0, ...allRuns(measured).map((run) => run.x + run.width));
    });
  const fitTogether = async (texts: readonly string[], request: TogetherRequest) => {
    const { style, width, load } = request;
    const sizes = 'sizes' in request ? request.sizes : range(request);
    const min = sizes.at(-1) ?? 0;
    const ready = await Promise.all(texts.map((text) => broken(text, request, min)));
    const at = (size: number) => Promise.all(ready.map((text) => set(text, style, size, width)));
    const loadOf = (all: Awaited<ReturnType<typeof at>>) =>
      // A pixel: what rounding of glyph widths may add to a line that was broken to fit.
      Math.max(load(all.map((one) => one.height)), ...all.map((one) => (one.inked - 1) / width));
    const roomy = async (size: number) => loadOf(await at(size)) <= 1;
    const size = await largest(sizes, roomy);
    const taken = loadOf(await at(size));
    // Past the floor rather than over the neighbours: the check reports `load`, the picture stays whole.
    const found = await at(
      taken <= 1 ? size : await largest(range({ max: min, min: Math.ceil(min * LAST_RESORT) }), roomy),
    );
    const even = await Promise.all(found.map(evened));
    return even.map((one) => ({ ...one, load: taken, min }));
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

/** Of a space, in em: 0.24 to 0.28 in both families; the widest, as it hangs outside of its line. */
const SPACE = 0.28;

/** Width without the space that hangs at the end of a line. */
export function inkWidth(run: MeasuredTextRun, size: number): number {
  const hanging = run.text.length - run.text.trimEnd().length;
  return run.width - hanging * size * SPACE;
}

export function allRuns(node: MeasuredNode): MeasuredTextRun[] {
  return [...node.runs, ...node.children.flatMap(allRuns)];
}

/** The first of `sizes`, which fall, that fits; the last one if none does. */
async function largest(sizes: readonly number[], fits: (size: number) => Promise<boolean>): Promise<number> {
  let low = 0;
  let high = sizes.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await fits(sizes[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return sizes[low] ?? 0;
}

function range({ max, min }: { max: number; min: number }): number[] {
  return Array.from({ length: Math.max(1, max - min + 1) }, (_, i) => Math.max(min, max - i));
}
