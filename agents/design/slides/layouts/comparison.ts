import type { Fitted } from '../../fit-text.ts';
import { icon } from '../../icons.ts';
import { type Box, centred } from '../../page.ts';
import { type LayoutOf, type SlideOf, type SlideStage, variantOf } from '../../stage.ts';
import { BODY, SUBHEAD } from '../../text-style.ts';
import { drawTitled, heaviest } from '../draw-titled.ts';
import { saysWrong } from '../markers.ts';
import { stackRows } from '../stack-rows.ts';

const BADGE = 60;
const GAP = 26;
const SIDE = 36;
const PADDING = 20;

type Comparison = SlideOf<'comparison'>;

/**
 * Two things side by side: columns, bands under each other, or a ledger around a line.
 *
 * ✗ and ✓ say that one side is wrong: they stand only where the slide says so. Of two equals, each has its letter.
 */
export const drawComparison: LayoutOf<'comparison'> = (slide, stage) => {
  const draw = [drawColumns, drawBands, drawLedger][variantOf(stage, 3)] ?? drawColumns;
  return draw(slide, stage);
};

/** Cards beside each other; items of the same number stand on one line. */
async function drawColumns(slide: Comparison, stage: SlideStage): Promise<void> {
  const { canvas, theme, area: whole } = stage;
  const cardWidth = (whole.width - GAP) / 2;
  const width = cardWidth - 2 * SIDE;
  await drawTitled(slide.title, stage, async (room) => {
    const headings = await fitHeadings(slide, stage, width - BADGE - 18);
    const head = Math.max(BADGE, ...headings.map((one) => one.height)) + 2 * 30;
    const { sides, rows, load, height } = await fitPairs(slide, stage, {
      width,
      room: room.height - head - 14,
    });
    return {
      load: Math.max(load, heaviest(headings)),
      height: height + head + 14,
      stretch: 1.25,
      async draw(area) {
        const list = { ...area, y: area.y + head, height: area.height - head - 14 };
        for (const s of [0, 1] as const) {
          const boxes = rowsOf(list, rows, s);
          const card = { ...area, x: area.x + s * (cardWidth + GAP), width: cardWidth };
          canvas.fill({ ...card, height: 80 }, { background: colorOf(slide, stage, s), borderRadius: 28 });
          canvas.fill(
            { ...card, y: card.y + 12, height: card.height - 12 },
            { background: theme.card, borderRadius: [0, 0, 28, 28] },
          );
          const x = card.x + SIDE;
          await drawHeading(slide, stage, s, headings[s], { x, y: card.y + 12, width, height: head - 12 });
          for (const [i, item] of (sides[s] ?? []).entries()) {
            const row = boxes[i] ?? area;
            canvas.fill({ x, y: row.y, width, height: 2 }, { background: theme.cardEdge });
            const box = { x, y: row.y + PADDING, width, height: row.height - 2 * PADDING };
            canvas.text(`${nameOf(s)} items ${i + 1}`, item, box, { color: theme.text, on: [theme.card] });
          }
        }
      },
    };
  });
}

/** One under the other, each as wide as the page: the colour of a side runs down its edge. */
async function drawBands(slide: Comparison, stage: SlideStage): Promise<void> {
  const { canvas, theme, scale, type, area: whole } = stage;
  const edge = 34;
  const indent = BADGE + 26;
  const width = whole.width - 2 * SIDE - indent;
  await drawTitled(slide.title, stage, async (room) => {
    const headings = await fitHeadings(slide, stage, width);
    const counts = [slide.left.items.length, slide.right.items.length];
    const of = (heights: readonly number[]) => [heights.slice(0, counts[0]), heights.slice(counts[0])];
    const band = (s: number, heights: readonly number[]) =>
      (headings[s]?.height ?? 0) + heights.reduce((sum, one) => sum + one + 16, 0) + 2 * edge;
    const bands = (heights: readonly number[]) => of(heights).map((some, s) => band(s, some));
    const needed = (heights: readonly number[]) => bands(heights).reduce((sum, one) => sum + one, GAP);
    const items = await type.fitTogether([...slide.left.items, ...slide.right.items], {
      style: scale.body,
      width,
      sizes: BODY,
      load: (heights) => needed(heights) / room.height,
    });
    const heights = items.map((item) => item.height);
    return {
      load: heaviest(headings, items),
      height: needed(heights),
      stretch: 1.25,
      async draw(area) {
        const boxes = stackRows(area, bands(heights), GAP);
        const [left = [], right = []] = [items.slice(0, counts[0]), items.slice(counts[0])];
        for (const s of [0, 1] as const) {
          const box = boxes[s] ?? area;
          const own = s === 0 ? left : right;
          canvas.fill(box, {
            background: theme.card,
            borderRadius: 28,
            edge: { color: theme.cardEdge, width: 2 },
          });
          const lit = { ...box, y: box.y + edge, width: 8, height: box.height - 2 * edge };
          canvas.fill(lit, { background: colorOf(slide, stage, s), borderRadius: 4 });
          const block =
            band(
              s,
              own.map((one) => one.height),
            ) -
            2 * edge;
          let y = box.y + (box.height - block) / 2;
          const x = box.x + SIDE;
          const height = headings[s]?.height ?? 0;
          await drawBadge(slide, stage, s, { x, y: y + (height - BADGE) / 2, width: BADGE, height: BADGE });
          const at = { x: x + indent, width };
          const heading = headings[s];
          if (heading)
            canvas.text(
              `${nameOf(s)} heading`,
              heading,
              { ...at, y, height },
              { color: theme.text, on: [theme.card] },
            );
          y += height;
          for (const [i, item] of own.entries()) {
            const line = { ...at, y: y + 16, height: item.height };
            y = canvas.text(`${nameOf(s)} items ${i + 1}`, item, line, {
              color: theme.soft,
              on: [theme.card],
            });
          }
        }
      },
    };
  });
}

/** No cards: headings on a line in the side's colour, a hairline between the two. */
async function drawLedger(slide: Comparison, stage: SlideStage): Promise<void> {
  const { canvas, theme, area: whole } = stage;
  const gutter = 64;
  const width = (whole.width - gutter) / 2;
  await drawTitled(slide.title, stage, async (room) => {
    const headings = await fitHeadings(slide, stage, width);
    const head = BADGE + 18 + Math.max(...headings.map((one) => one.height)) + 26;
    const { sides, rows, load, height } = await fitPairs(slide, stage, { width, room: room.height - head });
    return {
      load: Math.max(load, heaviest(headings)),
      height: height + head,
      stretch: 1.25,
      async draw(area) {
        const middle = { ...area, x: area.x + width + gutter / 2 - 1, width: 2 };
        canvas.fill(middle, { background: theme.hairline });
        for (const s of [0, 1] as const) {
          const boxes = rowsOf({ ...area, y: area.y + head, height: area.height - head }, rows, s);
          const x = area.x + s * (width + gutter);
          await drawBadge(slide, stage, s, { x, y: area.y, width: BADGE, height: BADGE });
          const heading = headings[s];
          const at = { x, y: area.y + BADGE + 18, width, height: heading?.height ?? 0 };
          if (heading) canvas.text(`${nameOf(s)} heading`, heading, at, { color: theme.text, on: theme.on });
          canvas.fill(
            { x, y: area.y + head - 12, width, height: 6 },
            { background: colorOf(slide, stage, s), borderRadius: 3 },
          );
          for (const [i, item] of (sides[s] ?? []).entries()) {
            const row = boxes[i] ?? area;
            if (i > 0) canvas.fill({ x, y: row.y, width, height: 2 }, { background: theme.hairline });
            const box = { x, y: row.y + PADDING, width, height: row.height - 2 * PADDING };
            canvas.text(`${nameOf(s)} items ${i + 1}`, item, box, { color: theme.text, on: theme.on });
          }
        }
      },
    };
  });
}

function fitHeadings(
  { left, right }: Comparison,
  { type, scale }: SlideStage,
  width: number,
): Promise<Fitted[]> {
  return type.fitTogether([left.heading, right.heading], {
    style: scale.strong,
    width,
    sizes: [...SUBHEAD, 34],
    load: (heights) => Math.max(...heights) / 150,
  });
}

type Rows = readonly [readonly number[], readonly number[]];

/** Items of both sides at one size. As many on either side share their rows; else each side runs on its own. */
async function fitPairs(
  { left, right }: Comparison,
  { type, scale }: SlideStage,
  { width, room }: { width: number; room: number },
) {
  const count = left.items.length;
  const paired = count === right.items.length;
  const rowsFor = (heights: readonly number[]): Rows => {
    const [l, r] = [heights.slice(0, count), heights.slice(count)].map((side) =>
      side.map((height) => height + 2 * PADDING),
    ) as [number[], number[]];
    if (!paired) return [l, r];
    const shared = l.map((height, i) => Math.max(height, r[i] ?? 0));
    return [shared, shared];
  };
  const tallest = (rows: Rows) =>
    Math.max(...rows.map((side) => side.reduce((total, height) => total + height, 0)));
  const items = await type.fitTogether([...left.items, ...right.items], {
    style: scale.body,
    width,
    sizes: BODY,
    load: (heights) => tallest(rowsFor(heights)) / Math.max(1, room),
  });
  const rows = rowsFor(items.map((item) => item.height));
  const sides = [items.slice(0, count), items.slice(count)];
  return { sides, rows, load: heaviest(items), height: tallest(rows) };
}

/** Shared rows fill the room; those of one side stay together at its top. */
function rowsOf(area: Box, rows: Rows, side: 0 | 1): Box[] {
  if (rows[0] === rows[1]) return stackRows(area, rows[side], 0);
  const height = rows[side].reduce((total, one) => total + one, 0);
  return stackRows({ ...area, height }, rows[side], 0);
}

function nameOf(side: 0 | 1): 'left' | 'right' {
  return side === 0 ? 'left' : 'right';
}

/** A wrong side is quiet; two equals have a colour each. */
function colorOf(slide: Comparison, { theme }: SlideStage, side: 0 | 1): string {
  if (!saysWrong(slide)) return side === 0 ? theme.accent : theme.accentAlt;
  return side === 0 ? theme.hairline : theme.accent;
}

async function drawHeading(
  slide: Comparison,
  stage: SlideStage,
  side: 0 | 1,
  heading: Fitted | undefined,
  box: Box,
): Promise<void> {
  await drawBadge(slide, stage, side, centred({ ...box, width: BADGE }, BADGE));
  if (heading === undefined) return;
  const { theme, canvas } = stage;
  const at = { ...box, x: box.x + BADGE + 18, width: box.width - BADGE - 18 };
  canvas.text(`${nameOf(side)} heading`, heading, at, {
    color: theme.text,
    on: [theme.card],
    valign: 'middle',
  });
}

async function drawBadge(slide: Comparison, stage: SlideStage, side: 0 | 1, badge: Box): Promise<void> {
  const { canvas, theme, type, scale } = stage;
  if (saysWrong(slide)) {
    const [color, ink] = side === 0 ? [theme.cardEdge, theme.soft] : [theme.accent, theme.onAccent];
    canvas.fill(badge, { background: color, borderRadius: BADGE / 2 });
    canvas.vector(centred(badge, 36), icon(side === 0 ? 'cross' : 'tick', ink, 2.8));
    return;
  }
  const [color, ink] = side === 0 ? [theme.accent, theme.onAccent] : [theme.accentAlt, theme.onAccentAlt];
  canvas.fill(badge, { background: color, borderRadius: BADGE / 2 });
  const letter = await type.fit(side === 0 ? 'A' : 'B', {
    style: scale.figure,
    width: BADGE,
    height: BADGE,
    sizes: [34],
  });
  const paint = { color: ink, on: [color], align: 'center', valign: 'middle' } as const;
  canvas.text(`${nameOf(side)} letter`, letter, badge, paint);
}
