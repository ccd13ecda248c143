import { fitTitle, heaviest } from '../fit-title.ts';
import { bookmark, tick } from '../icons.ts';
import type { Box } from '../page.ts';
import { stackRows } from '../stack-rows.ts';
import type { LayoutOf } from '../stage.ts';

const TICK = 60;
const SIDE = 44;
const EDGE = 26;
const INDENT = TICK + 34;
const PADDING = 18;

/** One card with ticked boxes and a bookmark: the slide that people save. */
export const drawChecklist: LayoutOf<'checklist'> = async (slide, stage) => {
  const { canvas, theme, scale, type } = stage;
  const count = slide.items.length;
  const width = stage.area.width - 2 * SIDE - INDENT;
  const { area, content, draw } = await fitTitle(slide.title, stage, async (room) => {
    const items = await type.fitTogether(slide.items, {
      style: scale.body,
      width,
      max: count <= 2 ? 58 : count === 3 ? 50 : count === 4 ? 46 : 42,
      min: 32,
      load: (heights) =>
        heights.reduce((sum, height) => sum + Math.max(height, TICK) + 2 * PADDING, 2 * EDGE) / room.height,
    });
    return { items, load: heaviest(items) };
  });
  draw();
  canvas.fill(area, { background: theme.card, borderRadius: 32, border: `2px solid ${theme.cardEdge}` });
  canvas.picture(
    { x: area.x + area.width - 112, y: area.y - 16, width: 68, height: 68 },
    bookmark(theme.accent),
  );
  const inner: Box = {
    x: area.x + SIDE,
    y: area.y + EDGE,
    width: area.width - 2 * SIDE,
    height: area.height - 2 * EDGE,
  };
  const rows = stackRows(
    inner,
    content.items.map((item) => Math.max(item.height, TICK) + 2 * PADDING),
    0,
  );
  for (const [i, item] of content.items.entries()) {
    const row = rows[i] ?? inner;
    if (i > 0) canvas.fill({ ...row, height: 2 }, { background: theme.cardEdge });
    const box = { x: row.x, y: row.y + (row.height - TICK) / 2, width: TICK, height: TICK };
    canvas.fill(box, { background: theme.accent, borderRadius: 18 });
    canvas.picture({ x: box.x + 13, y: box.y + 13, width: 34, height: 34 }, tick(theme.onAccent));
    canvas.text(
      `items ${i + 1}`,
      item,
      { ...row, x: row.x + INDENT, width },
      { color: theme.text, on: [theme.card], valign: 'middle' },
    );
  }
};
