import type { MeasuredNode } from '@takumi-rs/core';
import type { PlacedText } from './canvas.ts';
import { lowestContrast, MIN_CONTRAST } from './colour.ts';
import { allRuns, inkWidth } from './fit-text.ts';
import type { Fonts } from './fonts.ts';
import { BODY_FLOOR, type Box, bottomOf, FINE_FLOOR, LINE, PAGE_WIDTH } from './page.ts';
import type { Issue } from './slides/deck.ts';

type Finding = Omit<Issue, 'slide'>;

/** Nothing is set nearer to the sides; below the footer the viewer's controls lie. */
const SAFE: Box = { x: 48, y: 48, width: PAGE_WIDTH - 96, height: bottomOf(LINE) - 48 };
/** Ascenders and emoji reach a little over the line box; the layouts leave more than this between boxes. */
const SLACK = 4;

/** What can only be said of the drawn page: sizes, places, colours, glyphs. */
export function checkPage(texts: readonly PlacedText[], measured: MeasuredNode, fonts: Fonts): Finding[] {
  return [
    ...checkLoad(texts),
    ...checkFloors(texts),
    ...checkPlaces(texts, measured),
    ...checkContrast(texts),
    ...checkGlyphs(texts, fonts),
  ];
}

/** One finding for each group of texts that share a size: "items 1" to "items 5" are `items`. */
function checkLoad(texts: readonly PlacedText[]): Finding[] {
  const groups = Map.groupBy(
    texts.filter(({ fitted }) => fitted.load > 1),
    ({ part }) => part.replace(/ \d+/, ''),
  );
  return [...groups].map(([part, group]) => {
    const longest = Math.max(...group.map(({ fitted }) => [...fitted.text].length));
    const load = Math.max(...group.map(({ fitted }) => fitted.load));
    const floor = group[0]?.fitted.min ?? 0;
    // Lines break unevenly, and a last line counts whole: less than the share that would fit exactly.
    const accepted = Math.max(1, Math.floor((longest / load) * 0.82));
    const each = group.length > 1 ? ' each' : '';
    return {
      code: 'overflow',
      message: `"${part}" takes ${load.toFixed(2)} times its room at the smallest legible size (${floor} px). Longest now: ${longest} characters; accepted: about ${accepted}${each}.`,
    };
  });
}

/** The page's own line: fine print. Everything else is there to be read. */
const finePrint = new Set(['brand name', 'swipe cue', 'page number', 'source']);

/** Texts that found room, but only below the size that a phone shows legibly. */
function checkFloors(texts: readonly PlacedText[]): Finding[] {
  return texts.flatMap(({ part, fitted }) => {
    const floor = finePrint.has(part) ? FINE_FLOOR : BODY_FLOOR;
    if (fitted.load > 1 || fitted.size >= floor) return [];
    return [
      {
        code: 'font_floor',
        message: `"${part}" is set at ${fitted.size} px: at least ${floor} px is legible.`,
      },
    ];
  });
}

function checkPlaces(texts: readonly PlacedText[], measured: MeasuredNode): Finding[] {
  const inks = texts.map((text) => ({ text, inks: inksOf(text, measured) }));
  const outside = inks
    .filter(({ text, inks }) => inks.some((ink) => !within(ink, text.box) || !within(ink, SAFE)))
    .map(({ text }) => ({
      code: 'overflow',
      message: `"${text.part}" leaves its box: shorten it, or use shorter words.`,
    }));
  const colliding = inks.flatMap(({ text, inks: own }, i) =>
    inks
      .slice(i + 1)
      .filter((other) => own.some((ink) => other.inks.some((theirs) => overlap(ink, theirs))))
      .map((other) => ({
        code: 'collision',
        message: `"${text.part}" and "${other.text.part}" lie on each other: shorten the longer one.`,
      })),
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
function checkContrast(texts: readonly PlacedText[]): Finding[] {
  const findings = texts.flatMap(({ part, colors, on }) =>
    colors
      .map((color) => ({ color, ratio: lowestContrast(color, on) }))
      .filter(({ ratio }) => ratio < MIN_CONTRAST)
      .map(({ color, ratio }) => ({
        code: 'contrast',
        message: `"${part}" in ${color} on ${on.join(' and ')} has a contrast of ${ratio.toFixed(1)}:1, at least ${MIN_CONTRAST}:1 is needed, and no shade reaches it. The brand kit's colours must change; no other text helps.`,
      })),
  );
  return findings.slice(0, 1);
}

function checkGlyphs(texts: readonly PlacedText[], fonts: Fonts): Finding[] {
  return texts.flatMap(({ part, fitted }) => {
    const missing = fonts.missing(fitted.text);
    if (missing.length === 0) return [];
    const named = missing
      .map(
        (grapheme) =>
          `"${grapheme}" (U+${(grapheme.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`,
      )
      .join(', ');
    return [
      {
        code: 'missing_glyph',
        message: `"${part}" has characters that no font here draws: ${named}. Write them another way.`,
      },
    ];
  });
}
