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

const CONTENT_TOP = 100;
/** The viewer lays its controls over the last tenth of a page: nothing that must be read goes below. */
export const CONTENT_BOTTOM = 1192;
/** The one quiet line of a page: who speaks, the source, the page number. */
export const LINE: Box = { x: MARGIN, y: 1234, width: CONTENT_WIDTH, height: 44 };

/** Smallest sizes that stay readable on a phone at 1080 px width, where a page is about 375 px wide. */
export const BODY_FLOOR = 30;
export const FINE_FLOOR = 24;

/** Where a layout draws. */
export const contentArea: Box = {
  x: MARGIN,
  y: CONTENT_TOP,
  width: CONTENT_WIDTH,
  height: CONTENT_BOTTOM - CONTENT_TOP,
};

export function bottomOf(box: Box): number {
  return box.y + box.height;
}

/** What is left of `box` below `y`. */
export function below(box: Box, y: number): Box {
  return { ...box, y, height: Math.max(0, bottomOf(box) - y) };
}

export function inset(box: Box, x: number, y = x): Box {
  return { x: box.x + x, y: box.y + y, width: box.width - 2 * x, height: box.height - 2 * y };
}

/** A square of `side` in the middle of `box`. */
export function centred(box: Box, side: number): Box {
  return {
    x: box.x + (box.width - side) / 2,
    y: box.y + (box.height - side) / 2,
    width: side,
    height: side,
  };
}
