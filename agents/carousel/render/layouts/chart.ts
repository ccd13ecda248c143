import { drawBars, fitBars } from '../draw-bars.ts';
import { drawColumns, fitColumns } from '../draw-columns.ts';
import { fitTitle } from '../fit-title.ts';
import { below } from '../page.ts';
import type { LayoutOf } from '../stage.ts';
import { wording } from '../wording.ts';

/** Columns where the labels are short enough to stand under them, else bars with the labels above. */
export const drawChart: LayoutOf<'chart'> = async (slide, stage) => {
  const { canvas, theme, scale, type, language } = stage;
  const bars = slide.bars.map((bar) => ({ ...bar, value: drawable(bar.value) }));
  const unit = slide.unit.trim();
  // A long unit beside each value would crowd the bars: it goes above them, once.
  const inline = unit.length <= 4;
  const suffix = !inline || unit === '' ? '' : unit === '%' ? '%' : `\u00a0${unit}`;
  // A limit of 0.012 shown as 0.01 would be another limit: digits are never cut.
  const format = new Intl.NumberFormat(wording[language].locale, { maximumFractionDigits: 10 });
  const values = slide.bars.map((bar) => `${format.format(bar.value)}${suffix}`);
  const caption = inline
    ? null
    : await type.fit(unit, { style: scale.label, width: stage.area.width, height: 90, max: 34, min: 30 });
  const captionRoom = caption === null ? 0 : caption.height + 24;

  const { area, content, draw } = await fitTitle(
    slide.title,
    stage,
    async (room) => {
      const plot = below(room, room.y + captionRoom);
      const columns = await fitColumns(bars, values, stage, plot);
      if (columns !== null)
        return { load: columns.load, plot: () => drawColumns(bars, columns, stage, plot) };
      const rows = await fitBars(bars, values, stage, plot);
      return { load: rows.load, plot: () => drawBars(bars, rows, stage, plot) };
    },
    caption === null ? 48 : 24,
  );
  draw();
  if (caption !== null) canvas.text('unit', caption, area, { color: theme.muted, on: theme.on });
  content.plot();
};

/** The check refuses other values; a picture of the refused deck must still come out. */
function drawable(value: number): number {
  return Number.isFinite(value) && value > 0 ? value : 0;
}
