import { clip } from '../slack/blocks.ts';
import type { LeadsTexts } from '../texts/en/leads.ts';
import type { RowProblem } from './look-at-file.ts';
import type { CellProblem } from './read-rows.ts';

/** Why a row is left out. Pure. */
export function problemLine(problem: RowProblem, t: LeadsTexts): string {
  if (problem.code === 'repeated') return t.problem.repeated(problem.of ?? 0);
  if (problem.code === 'no_address') return t.problem.address[problem.fault ?? 'missing'];
  return t.problem[problem.code];
}

/** Why a cell is left empty. Pure. */
export function cellLine({ column, fault, value }: CellProblem, header: string[], t: LeadsTexts): string {
  return t.problem.cell[fault](
    clip(header[column] ?? '', 60),
    clip(value.replaceAll(/\s+/g, ' ').trim(), 80),
  );
}
