import type { MeasuredNode } from '@takumi-rs/core';
import type { SlideFinding } from '../../ports/content.ts';
import type { PlacedText } from './canvas.ts';
import { lowestContrast, MIN_CONTRAST } from './colour.ts';
import { allRuns, inkWidth } from './fit-text.ts';
import type { Fonts } from './fonts.ts';
import { BODY_FLOOR, type Box, bottomOf, FINE_FLOOR, LINE, PAGE_WIDTH } from './page.ts';
import { fieldOf } from './slide-part.ts';

/** Nothing is set nearer to the sides; below the footer the viewer's controls lie. */
const SAFE: Box = { x: 48, y: 48, width: PAGE_WIDTH - 96, height: bottomOf(LINE) - 48 };
/** Ascenders and emoji reach a little over the line box; the layouts leave more than this between boxes. */
const SLACK = 4;

/** What can only be said of the drawn page: sizes, places, colours, glyphs. */
export function checkPage(
  texts: readonly PlacedText[],
  measured: MeasuredNode,
  fonts: Fonts,
  place: number,
): SlideFinding[] {
  return [
    ...checkLoad(texts, place),
    ...checkFloors(texts, place),
    ...checkPlaces(texts, measured, place),
    ...checkContrast(texts, place),
    ...checkGlyphs(texts, fonts, place),
  ];
}

/** One finding for each group of texts that share a size: "items 1" to "items 5" are `items`. */
function checkLoad(texts: readonly PlacedText[], place: number): SlideFinding[] {
  const groups = Map.groupBy(
    texts.filter(({ fitted }) => fitted.load > 1),
    ({ part }) => fieldOf(part).field,
  );
  return [...groups].map(([field, group]) => {
    const characters = Math.max(...group.map(({ fitted }) => [...fitted.text].length));
    const load = Math.max(...group.map(({ fitted }) => fitted.load));
    const floor = group[0]?.fitted.min ?? 0;
    // Lines break unevenly, and a last line counts whole: less than the share that would fit exactly.
    const accepted = Math.max(1, Math.floor((characters / load) * 0.82));
    const each = group.length > 1;
    return { place, code: 'overflow', params: { field, each, load, floor, characters, accepted } };
  });
}

/** The page's own line: fine print. Everything else is there to be read. */
const finePrint = new Set<string>(['brand name', 'swipe cue', 'page number', 'source']);

/** Texts that found room, but only below the size that a phone shows legibly. */
function checkFloors(texts: readonly PlacedText[], place: number): SlideFinding[] {
  return texts.flatMap(({ part, fitted }) => {
    const floor = finePrint.has(part) ? FINE_FLOOR : BODY_FLOOR;
    if (fitted.load > 1 || fitted.size >= floor) return [];
    return [{ place, code: 'font_floor', params: { ...fieldOf(part), size: fitted.size, min: floor } }];
  });
}

function checkPlaces(texts: readonly PlacedText[], measured: MeasuredNode, place: number): SlideFinding[] {
  const inks = texts.map((text) => ({ text, inks: inksOf(text, measured) }));
  const outside = inks
    .filter(({ text, inks }) => inks.some((ink) => !within(ink, text.box) || !within(ink, SAFE)))
    .map(({ text }): SlideFinding => ({ place, code: 'leaves_box', params: fieldOf(text.part) }));
  const colliding = inks.flatMap(({ text, inks: own }, i) =>
    inks
      .slice(i + 1)
      .filter((other) => own.some((ink) => other.inks.some((theirs) => overlap(ink, theirs))))
      .map(
        ({ text: other }): SlideFinding => ({
          place,
          code: 'collision',
          params: { ...fieldOf(text.part), other: fieldOf(other.part) },
        }),
      ),
  );
  return [...outside, ...colliding];
}

function inksOf({ node, fitted }: PlacedText, measured: MeasuredNode): Box[] {
  const child = measured.children[node];
  if (child === undefined) throw new RangeError(`Cannot check node ${node} as it was not measured`);
  return allRuns(child).map((run) => ({
    x: child.transform[4] + run.x,
    y: child.transform[5] + run.y,
    width: inkWidth(run, fitted.size),
    height: run.height,
  }));
}

function within(ink: Box, box: Box): boolean {
  // A font's own line height may exceed the tight one of a headline: only what the letters fill counts.
  const trim = Math.max(SLACK, ink.height * 0.2);
  return (
    ink.x >= box.x - SLACK &&
    ink.x + ink.width <= box.x + box.width + SLACK &&
    ink.y + trim >= box.y &&
    ink.y + ink.height - trim <= box.y + box.height
  );
}

function overlap(a: Box, b: Box): boolean {
  const trim = (box: Box) => ({ top: box.y + box.height * 0.2, bottom: box.y + box.height * 0.8 });
  const [first, second] = [trim(a), trim(b)];
  return (
    a.x + SLACK < b.x + b.width &&
    b.x + SLACK < a.x + a.width &&
    first.top < second.bottom &&
    second.top < first.bottom
  );
}

/** The theme picks readable shades by itself, so this speaks only where the brand leaves none. */
function checkContrast(texts: readonly PlacedText[], place: number): SlideFinding[] {
  const findings = texts.flatMap(({ part, colors, on }) =>
    colors
      .map((color) => ({ color, ratio: lowestContrast(color, on) }))
      .filter(({ ratio }) => ratio < MIN_CONTRAST)
      .map(
        ({ color, ratio }): SlideFinding => ({
          place,
          code: 'contrast',
          params: { ...fieldOf(part), color, on: [...on], ratio, min: MIN_CONTRAST },
        }),
      ),
  );
  return findings.slice(0, 1);
}

function checkGlyphs(texts: readonly PlacedText[], fonts: Fonts, place: number): SlideFinding[] {
  return texts.flatMap(({ part, fitted }) => {
    const characters = fonts.missing(fitted.text);
    if (characters.length === 0) return [];
    return [{ place, code: 'missing_glyph', params: { ...fieldOf(part), characters } }];
  });
}
