import { expect, it } from 'vitest';
import type { ImportCode, ImportRow } from '../../ports/outreach.ts';
import { textsOf } from '../texts/texts.ts';
import { lookAtRows, openTable } from './look-at-file.ts';
import { problemLines } from './problem-lines.ts';
import { problemsCsv } from './problems-csv.ts';
import { readTable } from './read-table.ts';

const CSV = [
  'Nome;LinkedIn;Funcionários',
  "Ana;in/ana;=cmd|' /C calc'!A0",
  'Bia;https://www.linkedin.com/company/alba;10',
  '"+SUM(1)\n2";in/ana;20',
].join('\n');

async function look(codes: Record<number, ImportCode> = {}) {
  const file = { kind: 'read' as const, name: 'x.csv', extension: 'csv', bytes: Buffer.from(CSV) };
  const opened = openTable(file, null);
  if ('kind' in opened) throw new Error(opened.kind);
  const checkImport = async (_: string, rows: ImportRow[]) =>
    rows.map(({ n, urls }) => ({
      n,
      keys: urls[0]?.includes('company') ? [] : [String(urls[0])],
      code: codes[n] ?? (urls[0]?.includes('company') ? ('no_address' as const) : ('new' as const)),
    }));
  return lookAtRows({ checkImport }, 'T1', opened, { tag: null });
}

it.each(['en', 'pt-BR'] as const)(
  'the file of problems runs nothing in a spreadsheet, and is read again: %s',
  async (locale) => {
    const csv = problemsCsv(await look(), textsOf(locale).leads) ?? '';
    const again = readTable(Buffer.from(csv));
    if ('fault' in again) throw new Error(again.fault);
    const cells = again.rows.flatMap((row) => row.cells);
    expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
    expect(cells).toContain("'=cmd|' /C calc'!A0");
    expect(again.header.slice(2)).toEqual(['Nome', 'LinkedIn', 'Funcionários']);
    expect(again.rows.map(({ cells: [row] }) => row)).toEqual(['2', '3', '4', '4']);
  },
);

it('lookAtRows() tells of each row that is left out why, and which one counts', async () => {
  const { counts, problems, repeated } = await look();
  expect(counts).toEqual({ new: 1, no_address: 1, repeated: 1 });
  expect(problems).toEqual([
    { n: 3, code: 'no_address', fault: 'company' },
    { n: 4, code: 'repeated', of: 2 },
  ]);
  expect([...repeated]).toEqual([4]);
  expect((await look({ 2: 'suppressed' })).problems[0]).toEqual({ n: 2, code: 'suppressed' });
});

it('of a person who was erased the problems tell no cell, in this row and in those that it counts for', async () => {
  const erased = await look({ 2: 'erased' });
  const t = textsOf('en').leads;
  expect(problemLines(erased, t).map(({ n }) => n)).toEqual([2, 3, 4]);
  const csv = problemsCsv(erased, t) ?? '';
  for (const word of ['Ana', 'in/ana', 'cmd', 'SUM']) expect(csv).not.toContain(word);
  expect(csv).toContain('company/alba');
});
