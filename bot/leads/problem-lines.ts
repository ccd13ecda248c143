import { clip } from '../slack/blocks.ts';
import type { LeadsTexts } from '../texts/en/leads.ts';
import type { Look, RowProblem } from './look-at-file.ts';
import type { CellProblem } from './read-rows.ts';

/** Rows about a person who was erased, those included that are left out as an earlier one counts. Pure. */
export function erasedRows({ problems }: Pick<Look, 'problems'>): ReadonlySet<number> {
  const erased = new Set(problems.flatMap(({ n, code }) => (code === 'erased' ? [n] : [])));
  for (const { n, of } of problems) if (of !== undefined && erased.has(of)) erased.add(n);
  return erased;
}

/**
 * Of every row and cell that is not imported, in the order of the file. What a cell says of a person who was erased is told
 * nowhere. Pure.
 */
export function problemLines(look: Look, t: LeadsTexts): { n: number; line: string }[] {
  const { problems, cells, table } = look;
  const erased = erasedRows(look);
  return [
    ...problems.map((problem) => ({ n: problem.n, line: problemLine(problem, t) })),
    ...cells
      .filter(({ n }) => !erased.has(n))
      .map((cell) => ({ n: cell.n, line: cellLine(cell, table.header, t) })),
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
