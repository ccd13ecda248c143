import type { Fitted } from '../../fit-text.ts';
import type { Box } from '../../page.ts';
import { type LayoutOf, type SlideOf, type SlideStage, variantOf } from '../../stage.ts';
import { BODY } from '../../text-style.ts';
import { drawTitled, heaviest } from '../draw-titled.ts';
import { stackRows } from '../stack-rows.ts';

const SIDE = 40;
const EDGE = 30;
const GAP = 22;
const BETWEEN = 12;
/** Between the columns of the ledger. */
const GUTTER = 40;

/** One number owns the page; more stand in bands, in a square of four, or in a ledger with their labels beside them. */
export const drawNumbers: LayoutOf<'numbers'> = (slide, stage) => {
  const count = slide.numbers.length;
  // Four long values would break in a square.
  const long = count === 4 && slide.numbers.some(({ value }) => value.trim().length > 8);
  if (count > 1 && (long || variantOf(stage, 2) === 1)) return drawLedger(slide, stage);
  return drawCells(slide, stage);
};

async function drawCells(slide: SlideOf<'numbers'>, stage: SlideStage): Promise<void> {
  const { canvas, theme } = stage;
  const count = slide.numbers.length;
  const alone = count === 1;
  const columns = count >= 4 ? 2 : 1;
  const rowCount = Math.max(1, Math.ceil(count / columns));
  const cellWidth = (stage.area.width - GAP * (columns - 1)) / columns;
  const width = cellWidth - (alone ? 0 : 2 * SIDE);
  const edge = alone ? 0 : EDGE;
  await drawTitled(slide.title, stage, async (room) => {
    const tallest = (room.height - GAP * (rowCount - 1)) / rowCount - 2 * edge - BETWEEN;
    const values = await fitValues(slide, stage, {
      width,
      height: tallest * 0.6,
      sizes: alone ? { max: 380, min: 52 } : { max: columns === 2 ? 104 : 136, min: 52 },
    });
    const cell = (label: number, value: number) => label + value + BETWEEN + 2 * edge;
    const value = Math.max(0, ...values.map((one) => one.height));
    const labels = await fitLabels(
      slide,
      stage,
      width,
      (heights) => cell(Math.max(0, ...heights), value) / (tallest + BETWEEN + 2 * edge),
    );
    const rowHeight = cell(Math.max(0, ...labels.map((label) => label.height)), value);
    return {
      load: heaviest(values, labels),
      height: rowHeight * rowCount + GAP * (rowCount - 1),
      stretch: alone ? 1 : 1.3,
      draw(area) {
        const rows = stackRows(
          area,
          Array.from({ length: rowCount }, () => rowHeight),
          GAP,
        );
        for (const [i, one] of values.entries()) {
          const [row, label] = [rows[Math.floor(i / columns)] ?? area, labels[i]];
          if (label === undefined) continue;
          const box = { ...row, x: row.x + (i % columns) * (cellWidth + GAP), width: cellWidth };
          if (!alone) drawCell(stage, box, i);
          const text = {
            x: box.x + (alone ? 0 : SIDE),
            y: box.y + (box.height - rowHeight) / 2 + edge,
            width,
          };
          const on = alone ? theme.on : [theme.card];
          const color = i % 2 === 0 ? theme.accentText : theme.accentAltText;
          canvas.text(
            `numbers ${i + 1} value`,
            one,
            { ...text, height: value },
            { color, on, valign: 'bottom' },
          );
          canvas.text(
            `numbers ${i + 1} label`,
            label,
            { ...text, y: text.y + value + BETWEEN, height: label.height },
            { color: theme.soft, on },
          );
        }
      },
    };
  });
}

function drawCell({ canvas, theme }: SlideStage, cell: Box, i: number): void {
  canvas.fill(cell, { background: theme.card, borderRadius: 28, edge: { color: theme.cardEdge, width: 2 } });
  const lit = { x: cell.x, y: cell.y + 36, width: 8, height: cell.height - 72 };
  canvas.fill(lit, { background: i % 2 === 0 ? theme.accent : theme.accentAlt, borderRadius: 4 });
}

/** Values in one column, what they measure in the other. */
async function drawLedger(slide: SlideOf<'numbers'>, stage: SlideStage): Promise<void> {
  const { canvas, theme, area: whole } = stage;
  const padding = slide.numbers.length <= 2 ? 52 : 32;
  const left = whole.width * 0.44;
  const right = whole.width - left - GUTTER;
  await drawTitled(slide.title, stage, async (room) => {
    const height = room.height / slide.numbers.length - 2 * padding;
    const values = await fitValues(slide, stage, { width: left, height, sizes: { max: 128, min: 48 } });
    const row = (label: number, i: number) => Math.max(label, values[i]?.height ?? 0) + 2 * padding;
    const needed = (heights: readonly number[]) => heights.reduce((sum, label, i) => sum + row(label, i), 0);
    const labels = await fitLabels(slide, stage, right, (heights) => needed(heights) / room.height);
    const heights = labels.map((label) => label.height);
    return {
      load: heaviest(values, labels),
      height: needed(heights),
      stretch: 1.5,
      draw(area) {
        const rows = stackRows(area, heights.map(row), 0);
        for (const [i, value] of values.entries()) {
          const [box, label] = [rows[i] ?? area, labels[i]];
          if (label === undefined) continue;
          canvas.fill({ ...box, height: 3 }, { background: i === 0 ? theme.accent : theme.hairline });
          const paint = { on: theme.on, valign: 'middle' } as const;
          const [v, l] = [
            { ...box, width: left },
            { ...box, x: box.x + left + GUTTER, width: right },
          ];
          canvas.text(`numbers ${i + 1} value`, value, v, { color: theme.accentText, ...paint });
          canvas.text(`numbers ${i + 1} label`, label, l, { color: theme.text, ...paint });
        }
      },
    };
  });
}

function fitLabels(
  { numbers }: SlideOf<'numbers'>,
  { type, scale }: SlideStage,
  width: number,
  load: (heights: number[]) => number,
): Promise<Fitted[]> {
  const texts = numbers.map((one) => one.label);
  return type.fitTogether(texts, { style: scale.body, width, sizes: BODY, load });
}

/** A number and its unit stay on one line, unless that would make all of them small. */
async function fitValues(
  { numbers }: SlideOf<'numbers'>,
  { type, scale }: SlideStage,
  { width, height, sizes }: { width: number; height: number; sizes: { max: number; min: number } },
): Promise<Fitted[]> {
  const texts = numbers.map((one) => one.value);
  const load = (heights: number[]) => Math.max(0, ...heights) / height;
  const request = { style: scale.figure, width, load, ...sizes };
  const whole = await type.fitTogether(
    texts.map((text) => text.trim().replaceAll(/\s+/g, '\u00a0')),
    request,
  );
  return heaviest(whole) <= 1 ? whole : type.fitTogether(texts, request);
}
