import { expect, it } from 'vitest';
import { readTable, tableLimits } from './read-table.ts';

const utf16 = (text: string, big = false, mark = true) => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
};
const read = (bytes: Buffer | string) => readTable(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
const table = (bytes: Buffer | string) => {
  const found = read(bytes);
  if ('fault' in found) throw new Error(found.fault);
  return found;
};
const text = 'Nome;Empresa\r\nJosé Conceição;Água & Luz\r\n';

it.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16, little endian', utf16(text)],
  ['UTF-16, big endian', utf16(text, true)],
  ['UTF-16 without its mark', utf16(text, false, false)],
  ['the code page of Western Windows', Buffer.from(text, 'latin1')],
  ['commas', Buffer.from('Nome,Empresa\nJosé Conceição,Água & Luz\n')],
  ['tabs', Buffer.from('Nome\tEmpresa\nJosé Conceição\tÁgua & Luz')],
  ['bars', Buffer.from('Nome|Empresa\nJosé Conceição|Água & Luz')],
  ["Excel's first line", Buffer.from('sep=;\r\nNome;Empresa\r\nJosé Conceição;Água & Luz')],
  ['lone carriage returns', Buffer.from('Nome;Empresa\rJosé Conceição;Água & Luz\r')],
])('readTable() reads %s', (_, bytes) => {
  const { header, rows } = table(bytes);
  expect(header).toEqual(['Nome', 'Empresa']);
  expect(rows.map(({ cells }) => cells)).toEqual([['José Conceição', 'Água & Luz']]);
});

it('readTable() keeps cells of several lines, with separators and quotation marks in them', () => {
  const { rows } = table('name,note\r\n"Paz, Ana","line 1\r\nline ""2"""\r\nBia,x');
  expect(rows).toEqual([
    { n: 2, cells: ['Paz, Ana', 'line 1\r\nline "2"'] },
    { n: 3, cells: ['Bia', 'x'] },
  ]);
});

it('readTable() counts rows as the sheet does, also behind blank ones', () => {
  expect(table('name,x\n\nAna,1\n,\n \nBia,2\n').rows.map(({ n }) => n)).toEqual([3, 6]);
});

it('readTable() leaves out columns behind the last that has a name or a value', () => {
  expect(table('name,company,,\nAna,Acme,,\n').header).toEqual(['name', 'company']);
  expect(table('name,,\nAna,x,\n').header).toEqual(['name', '']);
});

it.each([
  ['', 'empty'],
  ['\n \n', 'empty'],
  ['name,company\n', 'no_rows'],
  ['https://www.linkedin.com/in/ana,Ana\nhttps://www.linkedin.com/in/bia,Bia', 'no_header'],
  ['Ana,ana@acme.com\nBia,bia@acme.com', 'no_header'],
  ['name,company\n"Ana,Acme\nBia,Alba\n', 'open_quote'],
  [Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 8, 0, 0, 1, 2]), 'not_text'],
] as const)('readTable() refuses %j', (bytes, fault) => {
  expect(read(bytes as Buffer | string)).toMatchObject({ fault });
});

it('readTable() takes as many rows as it says, and not one more', () => {
  const of = (rows: number) => read(`name,company\n${'Ana,Acme\n'.repeat(rows)}`);
  expect(of(tableLimits.rows)).toMatchObject({ header: ['name', 'company'] });
  expect(of(tableLimits.rows + 1)).toEqual({ fault: 'too_many_rows', count: tableLimits.rows + 1 });
});

it('readTable() refuses more columns than a form has room for', () => {
  const columns = Array.from({ length: tableLimits.columns + 1 }, (_, i) => `c${i}`).join(',');
  expect(read(`${columns}\n${columns}`)).toMatchObject({ fault: 'too_many_columns' });
});

it('readTable() names the file by its bytes', () => {
  expect(table(text).hash).toBe(table(text).hash);
  expect(table(text).hash).not.toBe(table(`${text} `).hash);
});

it('readTable() finds the names of the columns below lines of words, as LinkedIn exports connections', () => {
  const { header, rows } = table(
    'Notes:\n"Some addresses are missing; see https://www.linkedin.com/psettings"\n\nFirst Name,Last Name,URL,Company\nAna,Paz,https://www.linkedin.com/in/ana,Acme\n',
  );
  expect(header).toEqual(['First Name', 'Last Name', 'URL', 'Company']);
  expect(rows).toEqual([{ n: 5, cells: ['Ana', 'Paz', 'https://www.linkedin.com/in/ana', 'Acme'] }]);
  expect(table('LinkedIn\nhttps://www.linkedin.com/in/ana\n').header).toEqual(['LinkedIn']);
});

it('readTable() keeps rows apart that end in two ways', () => {
  const { rows } = table('name,company\r\nAna,Acme\nBia,"Alba\nLtda"\r\nRui,Gama\n');
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['Ana', 'Acme'],
    ['Bia', 'Alba\nLtda'],
    ['Rui', 'Gama'],
  ]);
});

it('readTable() reads UTF-8 with one broken letter as UTF-8, and takes a stray zero for no other file', () => {
  const broken = Buffer.concat([
    Buffer.from('name,x\nJosé,1\nZoé,2\nAna'),
    Buffer.from([0xff]),
    Buffer.from(',3\n'),
  ]);
  expect(table(broken).rows.map(({ cells }) => cells[0])).toEqual(['José', 'Zoé', 'Ana\ufffd']);
  expect(table(`name,company\nA\u0000na,Acme\n${'Bia,Alba\n'.repeat(20)}`).rows).toHaveLength(21);
});

it.each([
  ['a workbook of old', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600, 7)])],
  ['a packed file', Buffer.from([0x1f, 0x8b, 8, 8, 1, 2, 3, 4])],
  ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n')],
  ['a page', Buffer.from('\n<!DOCTYPE html>\n<html>\n<body>Sign in</body>\n</html>\n')],
])('readTable() says of %s that it is no text of rows', (_, bytes) => {
  expect(read(bytes)).toMatchObject({ fault: 'not_text' });
});
