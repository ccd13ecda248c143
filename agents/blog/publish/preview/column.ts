import { MARGIN, PAGE_WIDTH } from '../../../design/page.ts';

/** The column that an article runs in, in page pixels. */
export const COLUMN = { x: MARGIN, width: PAGE_WIDTH - 2 * MARGIN } as const;
/** First line of a page but the first, below its header. */
export const COLUMN_TOP = 168;
/** The footer begins below. */
export const COLUMN_BOTTOM = 1218;
