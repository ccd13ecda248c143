/** What stands in a column as rows of one height: a paragraph's lines, or a table's row as one. */
export interface Stack {
  rows: number;
  rowHeight: number;
  /** Distance to what is above; none at the head of a page. */
  above: number;
  /** Never the last on a page: a heading, or the words before a list. */
  keepNext: boolean;
}

/** Rows `from` up to, not including, `to` of one stack on one page. */
export interface Fragment {
  stack: number;
  from: number;
  to: number;
  /** Top, from the head of the page's column. */
  y: number;
}

/** Fewest lines of a paragraph that may stand alone at the foot or the head of a page. */
const FEWEST = 2;

/**
 * Breaks a column of stacks into pages.
 *
 * A heading goes with what it heads, words before a list with the list, and no page begins or ends with a single line of a paragraph. No row is lost or
 * drawn twice: only one that is higher than a page runs over its end.
 *
 * @param heights Room on each page, in pixels; the last stands for all that follow.
 */
export function paginate(stacks: readonly Stack[], heights: readonly number[]): Fragment[][] {
  const rows = stacks.flatMap((stack, index) =>
    Array.from({ length: stack.rows }, (_, row) => ({
      index,
      row,
      height: stack.rowHeight,
      above: row === 0 ? stack.above : 0,
      breakable: row === 0 ? !stacks[index - 1]?.keepNext : row >= FEWEST && stack.rows - row >= FEWEST,
    })),
  );
  const pages: Fragment[][] = [];
  let start = 0;
  while (start < rows.length) {
    const room = heights[Math.min(pages.length, heights.length - 1)] ?? 0;
    let used = 0;
    let end = start;
    while (end < rows.length) {
      const row = rows[end];
      if (row === undefined) break;
      const next = used + (end === start ? 0 : row.above) + row.height;
      if (next > room && end > start) break;
      used = next;
      end += 1;
    }
    let cut = end;
    // Back to a place where the column may break; where there is none, a full page is the lesser evil.
    while (cut < rows.length && cut > start && !rows[cut]?.breakable) cut -= 1;
    if (cut === start) cut = end;
    pages.push(fragments(rows.slice(start, cut)));
    start = cut;
  }
  return pages;
}

function fragments(
  rows: readonly { index: number; row: number; height: number; above: number }[],
): Fragment[] {
  const found: Fragment[] = [];
  let y = 0;
  for (const { index, row, height, above } of rows) {
    const last = found.at(-1);
    if (last?.stack === index) last.to = row + 1;
    else {
      y += last === undefined ? 0 : above;
      found.push({ stack: index, from: row, to: row + 1, y });
    }
    y += height;
  }
  return found;
}
