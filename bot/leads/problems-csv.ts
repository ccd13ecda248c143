import { excelCsv } from '../slack/excel-csv.ts';
import type { LeadsTexts } from '../texts/en/leads.ts';
import type { Look } from './look-at-file.ts';
import { erasedRows, problemLines } from './problem-lines.ts';

/**
 * Each row and cell that was not imported, with why, and the row as it stood in the file: mended, the file can be imported
 * again. Of a person who was erased no row says anything. Empty answer: there is none. Pure.
 */
export function problemsCsv(look: Look, t: LeadsTexts): string | null {
  const { table } = look;
  const erased = erasedRows(look);
  const rowOf = new Map(table.rows.map((row) => [row.n, row.cells]));
  const lines = problemLines(look, t);
  if (lines.length === 0) return null;
  const width = table.header.length;
  return excelCsv(
    [t.problem.rowColumn, t.problem.column, ...table.header],
    lines.map(({ n, line }) => [
      n,
      line,
      ...Array.from({ length: width }, (_, i) => (erased.has(n) ? '' : (rowOf.get(n)?.[i] ?? ''))),
    ]),
    t.locale,
  );
}
