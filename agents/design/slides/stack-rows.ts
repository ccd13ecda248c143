import type { Box } from '../page.ts';

/** Rows that fill `area`: each gets what it needs and an equal share of what is left. */
export function stackRows(area: Box, heights: readonly number[], gap: number): Box[] {
  const needed = heights.reduce((sum, height) => sum + height, 0) + gap * Math.max(0, heights.length - 1);
  const extra = heights.length === 0 ? 0 : Math.max(0, area.height - needed) / heights.length;
  let y = area.y;
  return heights.map((height) => {
    const row = { ...area, y, height: height + extra };
    y += height + extra + gap;
    return row;
  });
}
