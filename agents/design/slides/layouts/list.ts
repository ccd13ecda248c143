import type { Fitted } from '../../fit-text.ts';
import { type IconName, icon } from '../../icons.ts';
import { type Box, centred } from '../../page.ts';
import { type LayoutOf, type Stage, variantOf } from '../../stage.ts';
import { BODY } from '../../text-style.ts';
import { drawTitled, heaviest } from '../draw-titled.ts';
import { markerOf } from '../markers.ts';
import { stackRows } from '../stack-rows.ts';

interface Look {
  /** Room for the number or icon before each item. */
  column: number;
  /** Above and below each item. */
  padding: number;
  side: number;
  gap: number;
  stretch: number;
}

const looks: readonly [Look, Look] = [
  { column: 124, padding: 26, side: 0, gap: 0, stretch: 1.5 },
  { column: 104, padding: 26, side: 32, gap: 18, stretch: 1.35 },
];
const BADGE = 64;

/** Rows between hairlines, or cards: a number or an icon, then a sentence. */
export const drawList: LayoutOf<'list'> = async (slide, stage) => {
  const { type, scale } = stage;
  const cards = variantOf(stage, 2) === 1;
  const look = looks[cards ? 1 : 0];
  const width = stage.area.width - look.column - 2 * look.side;
  const marker = markerOf(slide.title, slide.items);
  await drawTitled(slide.title, stage, async (room) => {
    const needed = (heights: readonly number[]) =>
      heights.reduce((sum, height) => sum + Math.max(height, BADGE) + 2 * look.padding + look.gap, -look.gap);
    const items = await type.fitTogether(slide.items, {
      style: scale.body,
      width,
      sizes: BODY,
      load: (heights) => needed(heights) / room.height,
    });
    const heights = items.map((item) => item.height);
    return {
      load: heaviest(items),
      height: needed(heights),
      stretch: look.stretch,
      async draw(area) {
        const rows = stackRows(
          area,
          heights.map((height) => Math.max(height, BADGE) + 2 * look.padding),
          look.gap,
        );
        for (const [i, item] of items.entries()) {
          const row = rows[i] ?? area;
          if (cards) await drawCard(stage, row, { item, i, marker, width });
          else await drawRow(stage, row, { item, i, marker, width });
        }
      },
    };
  });
};

interface Item {
  item: Fitted;
  i: number;
  marker: IconName | null;
  width: number;
}

async function drawRow(stage: Stage, row: Box, { item, i, marker, width }: Item): Promise<void> {
  const { canvas, theme, scale, type } = stage;
  const { column } = looks[0];
  canvas.fill({ ...row, height: 2 }, { background: theme.hairline });
  if (marker === null) {
    const style = scale.figure;
    const number = await type.fit(String(i + 1).padStart(2, '0'), {
      style,
      width: column,
      height: row.height,
      sizes: [60],
    });
    const box = { ...row, width: column };
    canvas.text(`number ${i + 1}`, number, box, { color: theme.accentText, on: theme.on, valign: 'middle' });
  } else canvas.vector(centred({ ...row, width: BADGE }, 56), icon(marker, theme.accentText));
  const box = { ...row, x: row.x + column, width };
  canvas.text(`items ${i + 1}`, item, box, { color: theme.text, on: theme.on, valign: 'middle' });
}

async function drawCard(stage: Stage, card: Box, { item, i, marker, width }: Item): Promise<void> {
  const { canvas, theme, scale, type } = stage;
  const { column, side } = looks[1];
  canvas.fill(card, { background: theme.card, borderRadius: 24, edge: { color: theme.cardEdge, width: 2 } });
  const badge = centred({ ...card, x: card.x + side, width: BADGE }, BADGE);
  canvas.fill(badge, { background: theme.accent, borderRadius: marker === null ? BADGE / 2 : 18 });
  if (marker === null) {
    const style = scale.figure;
    const number = await type.fit(String(i + 1), { style, width: BADGE, height: BADGE, sizes: [36] });
    canvas.text(`number ${i + 1}`, number, badge, {
      color: theme.onAccent,
      on: [theme.accent],
      align: 'center',
      valign: 'middle',
    });
  } else canvas.vector(centred(badge, 40), icon(marker, theme.onAccent));
  const box = { ...card, x: card.x + side + column, width };
  canvas.text(`items ${i + 1}`, item, box, { color: theme.text, on: [theme.card], valign: 'middle' });
}
