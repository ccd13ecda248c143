import { fitTitle, heaviest } from '../fit-title.ts';
import { stackRows } from '../stack-rows.ts';
import type { LayoutOf } from '../stage.ts';

const PADDING = 24;

/** A table without borders: a numeral, a line, a sentence; the rows share the page whatever their number. */
export const drawList: LayoutOf<'list'> = async (slide, stage) => {
  const { canvas, theme, scale, type } = stage;
  const count = slide.items.length;
  const column = count <= 3 ? 176 : 128;
  const width = stage.area.width - column;
  const { area, content, draw } = await fitTitle(slide.title, stage, async (room) => {
    const items = await type.fitTogether(slide.items, {
      style: scale.body,
      width,
      max: count <= 2 ? 60 : count === 3 ? 52 : count === 4 ? 46 : 42,
      min: 32,
      load: (heights) => heights.reduce((sum, height) => sum + height + 2 * PADDING, 0) / room.height,
    });
    return { items, load: heaviest(items) };
  });
  draw();
  const rows = stackRows(
    area,
    content.items.map((item) => item.height + 2 * PADDING),
    0,
  );
  const size = Math.round(
    Math.min(count <= 3 ? 100 : 64, Math.max(48, Math.min(...rows.map((row) => row.height)) * 0.44)),
  );
  for (const [i, item] of content.items.entries()) {
    const row = rows[i] ?? area;
    canvas.fill({ ...row, height: 2 }, { background: theme.hairline });
    const numeral = await type.fit(String(i + 1).padStart(2, '0'), {
      style: scale.figure,
      width: column,
      height: row.height,
      max: size,
      min: 40,
    });
    canvas.text(
      `number ${i + 1}`,
      numeral,
      { ...row, width: column },
      { color: theme.accentText, on: theme.on, valign: 'middle' },
    );
    canvas.text(
      `items ${i + 1}`,
      item,
      { ...row, x: row.x + column, width },
      { color: theme.text, on: theme.on, valign: 'middle' },
    );
  }
};
