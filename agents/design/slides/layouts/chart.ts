import { below } from '../../page.ts';
import type { LayoutOf } from '../../stage.ts';
import { drawBars, fitBars } from '../draw-bars.ts';
import { drawColumns, fitColumns } from '../draw-columns.ts';
import { drawTitled } from '../draw-titled.ts';
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
  const { width } = stage.area;
  const caption = inline
    ? null
    : await type.fit(unit, { style: scale.label, width, height: 90, sizes: [34, 30] });
  const captionRoom = caption === null ? 0 : caption.height + 24;

  await drawTitled(
    slide.title,
    stage,
    async (room) => {
      const plot = below(room, room.y + captionRoom);
      const columns = await fitColumns(bars, values, stage, plot);
      const rows = columns === null ? await fitBars(bars, values, stage, plot) : null;
      // A chart fills what it gets.
      const height =
        columns === null ? Math.min(room.height, bars.length * 190 + captionRoom) : room.height * 0.84;
      return {
        load: columns?.load ?? rows?.load ?? 0,
        height: rows === null || rows.load > 0.8 ? Math.max(height, room.height * 0.84) : height,
        stretch: 1,
        draw(area) {
          if (caption !== null) canvas.text('unit', caption, area, { color: theme.muted, on: theme.on });
          const place = below(area, area.y + captionRoom);
          if (columns !== null) drawColumns(bars, columns, stage, place);
          else if (rows !== null) drawBars(bars, rows, stage, place);
        },
      };
    },
    caption === null ? 48 : 24,
  );
};

/** The check refuses other values; a picture of the refused deck must still come out. */
function drawable(value: number): number {
  return Number.isFinite(value) && value > 0 ? value : 0;
}
