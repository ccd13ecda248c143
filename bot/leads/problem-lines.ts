import { clip } from '../slack/blocks.ts';
import type { LeadsTexts } from '../texts/en/leads.ts';
import type { Look, RowProblem } from './look-at-file.ts';
import type { CellProblem } from './read-rows.ts';

/** Of every row and cell that is not imported, in the order of the file. Pure. */
export function problemLines({ problems, cells, table }: Look, t: LeadsTexts): { n: number; line: string }[] {
  return [
    ...problems.map((problem) => ({ n: problem.n, line: problemLine(problem, t) })),
    ...cells.map((cell) => ({ n: cell.n, line: cellLine(cell, table.header, t) })),
  ].sort((a, b) => a.n - b.n);
}

/** Why a row is left out. */
function problemLine(problem: RowProblem, t: LeadsTexts): string {
  if (problem.code === 'repeated') return t.problem.repeated(problem.of ?? 0);
  if (problem.code === 'no_address') return t.problem.address[problem.fault ?? 'missing'];
  return t.problem[problem.code];
}

/** Why a cell is left empty. */
function cellLine({ column, fault, value }: CellProblem, header: string[], t: LeadsTexts): string {
  return t.problem.cell[fault](
    clip(header[column] ?? '', 60),
    clip(value.replaceAll(/\s+/g, ' ').trim(), 80),
  );
}
