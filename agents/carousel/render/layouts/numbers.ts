import type { Fitted } from '../fit-text.ts';
import { fitTitle, heaviest } from '../fit-title.ts';
import type { Box } from '../page.ts';
import type { LayoutOf, SlideOf, Stage } from '../stage.ts';

const SIDE = 40;
const EDGE = 28;
const GAP = 24;
const BETWEEN = 14;

/** One number owns the page; two and three stand in full-width bands; four make a square. */
export const drawNumbers: LayoutOf<'numbers'> = async (slide, stage) => {
  const { area, content, draw } = await fitTitle(slide.title, stage, (room) =>
    fitNumbers(slide, stage, room),
  );
  draw();
  const { canvas, theme } = stage;
  const alone = content.values.length === 1;
  const cells = grid(area, content.values.length);
  for (const [i, value] of content.values.entries()) {
    const [cell, label] = [cells[i], content.labels[i]];
    if (cell === undefined || label === undefined) continue;
    const on = alone ? theme.on : [theme.card];
    if (!alone) {
      canvas.fill(cell, { background: theme.card, borderRadius: 28, border: `2px solid ${theme.cardEdge}` });
      const lit = { x: cell.x, y: cell.y + 36, width: 8, height: cell.height - 72 };
      canvas.fill(lit, { background: i % 2 === 0 ? theme.accent : theme.accentAlt, borderRadius: 4 });
    }
    // Neighbours start on one line, whatever the length of their labels.
    const beside = content.labels.filter((_, j) => cells[j]?.y === cell.y);
    const block = value.height + BETWEEN + Math.max(...beside.map((one) => one.height));
    const text = {
      x: cell.x + (alone ? 0 : SIDE),
      y: cell.y + (cell.height - block) / 2,
      width: value.width,
    };
    const color = i % 2 === 0 ? theme.accentText : theme.accentAltText;
    const end = canvas.text(
      `numbers ${i + 1} value`,
      value,
      { ...text, height: value.height },
      { color, on },
    );
    canvas.text(
      `numbers ${i + 1} label`,
      label,
      { ...text, y: end + BETWEEN, height: label.height },
      { color: theme.soft, on },
    );
  }
};

/** The value may have most of its cell, and yields where the label needs more. */
async function fitNumbers(slide: SlideOf<'numbers'>, stage: Stage, room: Box) {
  for (const share of [0.62, 0.54, 0.47]) {
    const fitted = await fitShares(slide, stage, room, share);
    if (fitted.load <= 1) return fitted;
  }
  return fitShares(slide, stage, room, 0.4);
}

async function fitShares({ numbers }: SlideOf<'numbers'>, stage: Stage, room: Box, share: number) {
  const { type, scale } = stage;
  const cell = grid(room, numbers.length)[0] ?? room;
  const alone = numbers.length === 1;
  const width = cell.width - (alone ? 0 : 2 * SIDE);
  const height = cell.height - (alone ? 0 : 2 * EDGE) - BETWEEN;
  const values = await fitValues(
    numbers.map((one) => one.value),
    stage,
    { width, height: height * share, max: alone ? 420 : numbers.length <= 3 ? 170 : 120 },
  );
  const labels = await type.fitTogether(
    numbers.map((one) => one.label),
    {
      style: scale.body,
      width,
      max: alone ? 58 : numbers.length <= 3 ? 44 : 37,
      min: 30,
      load: (heights) => Math.max(0, ...heights.map((label, i) => label + (values[i]?.height ?? 0))) / height,
    },
  );
  return { values, labels, load: heaviest(values, labels) };
}

/** A number and its unit stay on one line, unless that would make all of them small. */
async function fitValues(
  texts: string[],
  { type, scale }: Stage,
  { width, height, max }: { width: number; height: number; max: number },
): Promise<Fitted[]> {
  const load = (heights: number[]) => Math.max(0, ...heights) / height;
  const request = { style: scale.figure, width, max, min: 52, load };
  const whole = await type.fitTogether(
    texts.map((text) => text.trim().replaceAll(/\s+/g, '\u00a0')),
    request,
  );
  return heaviest(whole) <= 1 ? whole : type.fitTogether(texts, request);
}

function grid(area: Box, count: number): Box[] {
  const columns = count >= 4 ? 2 : 1;
  const rows = Math.max(1, Math.ceil(count / columns));
  const width = (area.width - GAP * (columns - 1)) / columns;
  const height = (area.height - GAP * (rows - 1)) / rows;
  return Array.from({ length: count }, (_, i) => ({
    x: area.x + (i % columns) * (width + GAP),
    y: area.y + Math.floor(i / columns) * (height + GAP),
    width,
    height,
  }));
}
