import { icon } from '../../icons.ts';
import { centred, inset } from '../../page.ts';
import { type LayoutOf, variantOf } from '../../stage.ts';
import { BODY } from '../../text-style.ts';
import { drawTitled, heaviest } from '../draw-titled.ts';
import { asks } from '../markers.ts';
import { stackRows } from '../stack-rows.ts';

const TICK = 60;
const INDENT = TICK + 34;
const PADDING = 22;

/** Boxes to tick on one card with a bookmark, or rings to tick off between hairlines: the slide that people save. */
export const drawChecklist: LayoutOf<'checklist'> = async (slide, stage) => {
  const { canvas, theme, scale, type } = stage;
  const onCard = variantOf(stage, 2) === 1;
  const side = onCard ? 44 : 0;
  const edge = onCard ? 26 : 0;
  const width = stage.area.width - 2 * side - INDENT;
  const sign = asks(slide.items) ? 'question' : 'tick';
  await drawTitled(slide.title, stage, async (room) => {
    const row = (height: number) => Math.max(height, TICK) + 2 * PADDING;
    const needed = (heights: readonly number[]) =>
      heights.reduce((sum, height) => sum + row(height), 2 * edge);
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
      stretch: 1.4,
      draw(area) {
        if (onCard) {
          canvas.fill(area, {
            background: theme.card,
            borderRadius: 32,
            edge: { color: theme.cardEdge, width: 2 },
          });
          const mark = { x: area.x + area.width - 118, y: area.y - 12, width: 76, height: 76 };
          const [ribbon, line] = [icon('save', theme.accent, 2), icon('save', theme.accent).shapes[0]];
          canvas.vector(mark, { ...ribbon, shapes: line ? [{ ...line, fill: theme.accent }] : [] });
        }
        const rows = stackRows(inset(area, side, edge), heights.map(row), 0);
        for (const [i, item] of items.entries()) {
          const box = rows[i] ?? area;
          if (i > 0 || !onCard)
            canvas.fill({ ...box, height: 2 }, { background: onCard ? theme.cardEdge : theme.hairline });
          const tick = centred({ ...box, width: TICK }, TICK);
          if (onCard) canvas.fill(tick, { background: theme.accent, borderRadius: 18 });
          else {
            const edged = { color: theme.accent, width: 4 };
            canvas.fill(tick, { background: theme.card, borderRadius: TICK / 2, edge: edged });
          }
          const drawn = sign === 'question' ? (onCard ? 44 : TICK) : 36;
          canvas.vector(centred(tick, drawn), icon(sign, onCard ? theme.onAccent : theme.accentText, 2.6));
          canvas.text(
            `items ${i + 1}`,
            item,
            { ...box, x: box.x + INDENT, width },
            { color: theme.text, on: onCard ? [theme.card] : theme.on, valign: 'middle' },
          );
        }
      },
    };
  });
};
