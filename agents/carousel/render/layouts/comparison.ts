import type { Fitted } from '../fit-text.ts';
import { fitTitle, heaviest } from '../fit-title.ts';
import { cross, tick } from '../icons.ts';
import type { Box } from '../page.ts';
import { stackRows } from '../stack-rows.ts';
import type { LayoutOf, SlideOf, Stage } from '../stage.ts';

const GAP = 28;
const SIDE = 36;
const BADGE = 60;
const ROW_PADDING = 18;

/** Two cards: what to leave, what to do. Rows of equal number stand side by side. */
export const drawComparison: LayoutOf<'comparison'> = async (slide, stage) => {
  const { area, content, draw } = await fitTitle(slide.title, stage, (room) => fitSides(slide, stage, room));
  draw();
  const { canvas, theme } = stage;
  const width = (area.width - GAP) / 2;
  const rows = stackRows(listArea(area, content.head), content.rowHeights, 0);
  for (const [s, side] of content.sides.entries()) {
    const good = s === 1;
    const name = good ? 'right' : 'left';
    const card = { ...area, x: area.x + s * (width + GAP), width };
    canvas.fill(
      { ...card, height: 80 },
      { background: good ? theme.accent : theme.hairline, borderRadius: 28 },
    );
    canvas.fill(
      { ...card, y: card.y + 14, height: card.height - 14 },
      { background: theme.card, borderBottomLeftRadius: 28, borderBottomRightRadius: 28 },
    );
    const inner = { x: card.x + SIDE, width: width - 2 * SIDE };
    drawHeading(stage, { ...inner, y: card.y + SIDE + 6, height: content.head }, side.heading, good);
    for (const [i, item] of side.items.entries()) {
      const row = rows[i] ?? area;
      canvas.fill({ ...inner, y: row.y, height: 2 }, { background: theme.cardEdge });
      canvas.text(
        `${name} items ${i + 1}`,
        item,
        { ...inner, y: row.y + ROW_PADDING, height: row.height - 2 * ROW_PADDING },
        { color: good ? theme.text : theme.soft, on: [theme.card], valign: 'middle' },
      );
    }
  }
};

async function fitSides({ left, right }: SlideOf<'comparison'>, { type, scale }: Stage, room: Box) {
  const width = (room.width - GAP) / 2 - 2 * SIDE;
  const headings = await type.fitTogether([left.heading, right.heading], {
    style: scale.strong,
    width: width - BADGE - 20,
    max: 44,
    min: 32,
    load: (heights) => Math.max(...heights) / 140,
  });
  const head = Math.max(BADGE, ...headings.map((heading) => heading.height));
  const count = Math.max(left.items.length, right.items.length, 1);
  const rowHeights = (heights: readonly number[]) =>
    Array.from({ length: count }, (_, i) => {
      const [l, r] = [i < left.items.length ? (heights[i] ?? 0) : 0, heights[left.items.length + i] ?? 0];
      return Math.max(l, r) + 2 * ROW_PADDING;
    });
  const items = await type.fitTogether([...left.items, ...right.items], {
    style: scale.body,
    width,
    max: count === 1 ? 54 : count === 2 ? 46 : 40,
    min: 30,
    load: (heights) =>
      rowHeights(heights).reduce((sum, height) => sum + height, 0) / listArea(room, head).height,
  });
  const sides = headings.map((heading, s) => ({
    heading,
    items: s === 0 ? items.slice(0, left.items.length) : items.slice(left.items.length),
  }));
  return {
    head,
    sides,
    rowHeights: rowHeights(items.map((item) => item.height)),
    load: heaviest(headings, items),
  };
}

function listArea(area: Box, head: number): Box {
  const y = area.y + SIDE + 6 + head + 28;
  return { ...area, y, height: Math.max(1, area.y + area.height - SIDE + 12 - y) };
}

function drawHeading({ canvas, theme }: Stage, box: Box, heading: Fitted, good: boolean): void {
  const badge = { x: box.x, y: box.y + (box.height - BADGE) / 2, width: BADGE, height: BADGE };
  canvas.fill(badge, { background: good ? theme.accent : theme.cardEdge, borderRadius: BADGE / 2 });
  const icon = { x: badge.x + 15, y: badge.y + 15, width: 30, height: 30 };
  canvas.picture(icon, good ? tick(theme.onAccent) : cross(theme.soft));
  canvas.text(
    `${good ? 'right' : 'left'} heading`,
    heading,
    { ...box, x: box.x + BADGE + 20, width: box.width - BADGE - 20 },
    { color: theme.text, on: [theme.card], valign: 'middle' },
  );
}
