/** Rectangle in page pixels, origin at the top left. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** 4:5, what LinkedIn's document viewer shows largest on a phone. */
export const PAGE_WIDTH = 1080;
export const PAGE_HEIGHT = 1350;
export const MARGIN = 84;
export const CONTENT_WIDTH = PAGE_WIDTH - 2 * MARGIN;

/** First line below the header. */
export const CONTENT_TOP = 204;
/** The viewer lays its controls over the last tenth of a page: nothing that must be read goes below. */
export const CONTENT_BOTTOM = 1200;
export const SOURCE_HEIGHT = 34;
export const SOURCE_TOP = CONTENT_BOTTOM - SOURCE_HEIGHT + 8;
export const FOOTER_Y = 1262;

/** Smallest sizes that stay readable on a phone at 1080 px width. */
export const BODY_FLOOR = 30;
export const FINE_FLOOR = 24;

/** Where a layout draws; a slide with a source line gives up its last lines to it. */
export function contentArea(withSource: boolean): Box {
  const bottom = withSource ? SOURCE_TOP - 28 : CONTENT_BOTTOM - 12;
  return { x: MARGIN, y: CONTENT_TOP, width: CONTENT_WIDTH, height: bottom - CONTENT_TOP };
}

export function bottomOf(box: Box): number {
  return box.y + box.height;
}

/** What is left of `box` below `y`. */
export function below(box: Box, y: number): Box {
  return { ...box, y, height: Math.max(0, bottomOf(box) - y) };
}
