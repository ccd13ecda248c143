import { expect, it } from 'vitest';
import type { Mapping } from './lead-columns.ts';
import { readRows } from './read-rows.ts';

const read = (mapping: Mapping, ...cells: string[][]) =>
  readRows({ rows: cells.map((row, i) => ({ n: i + 2, cells: row })) }, mapping, {
    tag: null,
  });
/** Of one cell: what is stored, and what is wrong with it. */
const cell = (meaning: NonNullable<Mapping[number]>, value: string) => {
  const { rows, problems } = read([meaning], [value]);
  const row = rows[0];
  if (!row) throw new Error('no row');
  const field = meaning in row.fields ? row.fields[meaning as 'name'] : (row.urls[0] ?? null);
  return problems[0] ? problems[0].fault : field;
};

it('readRows() makes of each row what the database takes', () => {
  const { rows } = read(
    ['name', null, 'profile', 'email', 'email_status', 'tags'],
    ['Ana Paz', 'x', 'linkedin.com/in/ana', 'ana@acme.example', 'Valid', 'fair; vip'],
  );
  expect(rows).toEqual([
    {
      n: 2,
      urls: ['linkedin.com/in/ana'],
      email: 'ana@acme.example',
      is_verified: true,
      fields: { name: 'Ana Paz', email: 'ana@acme.example', tags: ['fair', 'vip'] },
    },
  ]);
});

it.each(['', ' ', '-', 'N/A', 'null', 'none', '\u200b', '--'])(
  'a cell that says nothing is blank: %j',
  (value) => {
    expect(cell('title', value)).toBeNull();
  },
);

it.each([
  // What keeps a cell text.
  ['title', '="00123"', '00123'],
  ['title', "'-1 to +3", '-1 to +3'],
  ['title', "'=SUM", '=SUM'],
  ['profile', '=HYPERLINK("https://www.linkedin.com/in/ana","Ana")', 'https://www.linkedin.com/in/ana'],
  ['name', '=HYPERLINK("https://www.linkedin.com/in/ana";"Ana ""Nina"" Paz")', 'Ana "Nina" Paz'],
  ['name', '=HYPERLINK("https://www.linkedin.com/in/ana")', 'https://www.linkedin.com/in/ana'],
  ['title', '- Head of Sales', '- Head of Sales'],
  ['title', '@ Hospital Alba', '@ Hospital Alba'],
  // What would be run.
  ['title', '=1+1', 'formula'],
  ['company', "=cmd|' /C calc'!A0", 'formula'],
  ['title', '+SUM(A1:A2)', 'formula'],
  ['name', '@SUM(1+1)', 'formula'],
  ['name', '＝1+1', 'formula'],
  ['name', '#N/A', 'excel_error'],
  ['name', '#NOME?', 'excel_error'],
  ['headcount', '#DIV/0!', 'excel_error'],
] as const)('a %s that a spreadsheet wrote as %j is %j', (meaning, value, right) => {
  expect(cell(meaning, value)).toBe(right);
});

it.each([
  ['11-50', '11'],
  ['51 a 200', '51'],
  ['10,001+', '10001'],
  ['10.001+', '10001'],
  ['1 234', '1234'],
  ['250.0', '250'],
  ['~40 funcionários', '40'],
  // What Excel makes of "11-50" and "2-10".
  ['nov/50', 'excel_date'],
  ['10-Feb', 'excel_date'],
  ['10/02/2026', 'excel_date'],
  ['many', 'headcount'],
])('employees as %j count as %j', (value, right) => {
  expect(cell('headcount', value)).toBe(right);
});

it.each([
  ['email', 'Ana <ana@acme.example>', 'ana@acme.example'],
  ['email', 'mailto:ana@acme.example', 'ana@acme.example'],
  ['email', 'ana@acme', 'email'],
  ['email', 'ana@acme.example; bia@acme.example', 'email'],
  ['country', 'Brasil', 'BR'],
  ['country', 'Germany', 'DE'],
  ['country', 'estados unidos', 'US'],
  ['country', 'br', 'br'],
  ['time_zone', 'America/Sao_Paulo', 'America/Sao_Paulo'],
  ['time_zone', 'Brasilia', 'time_zone'],
  ['language', 'pt-BR', 'pt'],
  ['language', 'Português', 'pt'],
  ['language', 'klingon', 'language'],
  ['name', '01/02/2026', 'excel_date'],
  ['name', 'set-26', 'excel_date'],
  ['company', 'Lab 10', 'Lab 10'],
  ['company', '3 Vales', '3 Vales'],
  ['title', '2nd Lieutenant', '2nd Lieutenant'],
] as const)('%s %j is read as %j', (meaning, value, right) => {
  expect(cell(meaning, value)).toBe(right);
});

it('the page of a company that stands where its website should is its page', () => {
  const [row] = read(['website'], ['https://www.linkedin.com/company/acme']).rows;
  expect(row?.fields).toEqual({ company_url: 'https://www.linkedin.com/company/acme' });
});

it('invisible characters and line breaks do not stay in a cell', () => {
  expect(cell('name', ' Ana\u200b\r\n Paz\u202e ')).toBe('Ana Paz');
});

it('a cell of a megabyte is cut, between letters', () => {
  const read = cell('title', `${'x'.repeat(1999)}${'\u{1f600}'.repeat(500_000)}`) as string;
  expect([read.length, read.isWellFormed()]).toEqual([2000, true]);
});

it('the tag of the form is added to those of the file', () => {
  const { rows } = readRows({ rows: [{ n: 2, cells: ['vip'] }] }, ['tags'], {
    tag: 'Hospitalar',
  });
  expect(rows[0]?.fields.tags).toEqual(['Hospitalar', 'vip']);
});
