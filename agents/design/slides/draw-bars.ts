import type { Fitted } from '../fit-text.ts';
import type { Box } from '../page.ts';
import type { SlideOf, Stage } from '../stage.ts';
import { heaviest } from './draw-titled.ts';
import { stackRows } from './stack-rows.ts';

const LABEL_GAP = 10;
const VALUE_GAP = 20;

interface Bars {
  thick: number;
  gap: number;
  figures: Fitted[];
  labels: Fitted[];
  load: number;
}

export async function fitBars(
  bars: SlideOf<'chart'>['bars'],
  values: string[],
  { type, scale }: Stage,
  area: Box,
): Promise<Bars> {
  const few = bars.length <= 3;
  const thick = few ? 88 : bars.length === 4 ? 60 : bars.length === 5 ? 48 : bars.length === 6 ? 40 : 30;
  const gap = few ? 40 : 16;
  const figures = await type.fitTogether(values, {
    style: scale.strong,
    width: 320,
    sizes: few ? [64, 54, 44, 36, 30] : [44, 36, 30],
    load: (heights) => Math.max(0, ...heights) / Math.max(54, thick + 12),
  });
  const labels = await type.fitTogether(
    bars.map((bar) => bar.label),
    {
      style: scale.label,
      width: area.width,
      sizes: [38, 34, 30],
      load: (heights) =>
        heights.reduce((sum, height) => sum + height + LABEL_GAP + thick + gap, -gap) / area.height,
    },
  );
  return { thick, gap, figures, labels, load: heaviest(figures, labels) };
}

export function drawBars(
  bars: SlideOf<'chart'>['bars'],
  { thick, gap, figures, labels }: Bars,
  { canvas, theme }: Stage,
  area: Box,
): void {
  const rows = stackRows(
    area,
    labels.map((label) => label.height + LABEL_GAP + thick),
    gap,
  );
  const top = Math.max(...bars.map((bar) => bar.value), 0);
  const highest = bars.findIndex((bar) => bar.value === top);
  // The longest bar and its value share the width.
  const inked = Math.max(0, ...figures.map((figure) => figure.inked));
  const longest = area.width - inked - VALUE_GAP - 8;
  for (const [i, bar] of bars.entries()) {
    const [row, label, figure] = [rows[i], labels[i], figures[i]];
    if (row === undefined || label === undefined || figure === undefined) continue;
    const block = label.height + LABEL_GAP + thick;
    const y = row.y + (row.height - block) / 2;
    canvas.text(
      `bars ${i + 1} label`,
      label,
      { ...row, y, height: label.height },
      { color: theme.soft, on: theme.on },
    );
    const width = top === 0 ? 6 : Math.max(6, (longest * bar.value) / top);
    const bottom = y + label.height + LABEL_GAP;
    canvas.fill(
      { x: area.x, y: bottom, width, height: thick },
      { background: i === highest ? theme.accent : theme.accentAlt, borderRadius: [0, 12, 12, 0] },
    );
    const free = area.width - width - VALUE_GAP;
    canvas.text(
      `bars ${i + 1} value`,
      figure,
      { x: area.x + width + VALUE_GAP, y: bottom, width: free, height: thick },
      { color: theme.text, on: theme.on, valign: 'middle' },
    );
  }
}
