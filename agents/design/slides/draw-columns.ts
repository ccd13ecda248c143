import type { Fitted } from '../fit-text.ts';
import type { Box } from '../page.ts';
import type { SlideOf, Stage } from '../stage.ts';
import { heaviest } from './draw-titled.ts';

const GAP = 22;
const LABEL_ROOM = 66;
const FIGURE_ROOM = 68;

interface Columns {
  width: number;
  figures: Fitted[];
  labels: Fitted[];
  load: number;
}

/** @returns null if the labels do not fit under columns on one line. */
export async function fitColumns(
  bars: SlideOf<'chart'>['bars'],
  values: string[],
  { type, scale }: Stage,
  area: Box,
): Promise<Columns | null> {
  if (bars.length < 3) return null;
  const width = (area.width - GAP * (bars.length - 1)) / bars.length;
  const labels = await type.fitTogether(
    bars.map((bar) => bar.label),
    { style: scale.label, width, sizes: [36, 33, 30], load: (heights) => Math.max(0, ...heights) / 48 },
  );
  const figures = await type.fitTogether(values, {
    style: scale.strong,
    width: width + GAP - 6,
    sizes: [52, 44, 36, 30],
    load: (heights) => Math.max(0, ...heights) / (FIGURE_ROOM - 4),
  });
  const load = heaviest(labels, figures);
  return load <= 1 ? { width, figures, labels, load } : null;
}

export function drawColumns(
  bars: SlideOf<'chart'>['bars'],
  { width, figures, labels }: Columns,
  { canvas, theme }: Stage,
  area: Box,
): void {
  const base = area.y + area.height - LABEL_ROOM;
  const tallest = area.height - LABEL_ROOM - FIGURE_ROOM - 10;
  const top = Math.max(...bars.map((bar) => bar.value), 0);
  const highest = bars.findIndex((bar) => bar.value === top);
  for (const [i, bar] of bars.entries()) {
    const x = area.x + i * (width + GAP);
    const height = top === 0 ? 6 : Math.max(6, (tallest * bar.value) / top);
    canvas.fill(
      { x, y: base - height, width, height },
      {
        background: i === highest ? theme.accent : theme.accentAlt,
        borderRadius: [Math.min(14, height), Math.min(14, height), 0, 0],
      },
    );
    const [figure, label] = [figures[i], labels[i]];
    if (figure === undefined || label === undefined) continue;
    canvas.text(
      `bars ${i + 1} label`,
      label,
      { x, y: base + 18, width, height: 48 },
      {
        color: theme.soft,
        on: theme.on,
        align: 'center',
      },
    );
    canvas.text(
      `bars ${i + 1} value`,
      figure,
      { x: x - GAP / 2 + 3, y: base - height - FIGURE_ROOM - 6, width: width + GAP - 6, height: FIGURE_ROOM },
      { color: theme.text, on: theme.on, align: 'center', valign: 'bottom' },
    );
  }
  canvas.fill({ x: area.x, y: base, width: area.width, height: 4 }, { background: theme.text });
}
