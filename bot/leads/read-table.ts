import { createHash } from 'node:crypto';
import Papa from 'papaparse';

/** Rows of one file, and columns of which each can be given a meaning in a form. */
export const tableLimits = { rows: 50_000, columns: 60, maxBytes: 25 * 1024 * 1024 } as const;

export interface Table {
  /** SHA-256 of the bytes: the file that was looked at is the file that is imported. */
  hash: string;
  header: string[];
  /** Cells as they stand in the file; `n` is the number that a spreadsheet shows beside the row. */
  rows: { n: number; cells: string[] }[];
}
type TableFault =
  | 'empty'
  /** The first line holds data: no column says what it is. */
  | 'no_header'
  | 'no_rows'
  | 'too_many_rows'
  | 'too_many_columns'
  /** A quote that is opened and never closed: which rows it swallowed is not known. */
  | 'open_quote'
  /** A workbook or another file that only bears the name. */
  | 'not_text';

/**
 * Reads a file of leads however its program wrote it: UTF-8 with or without a mark, UTF-16, the code page of Western
 * Windows; commas, semicolons, tabs or bars; cells of several lines. Pure.
 */
export function readTable(bytes: Buffer): Table | { fault: TableFault; count?: number } {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const source = decoded(bytes);
  if (source === null) return { fault: 'not_text' };
  // Excel names the separator in a first line of its own.
  const named = /^sep=(.)\r?\n/i.exec(source);
  const body = evenLines(named ? source.slice(named[0].length) : source);
  const { data, errors } = Papa.parse<string[]>(body, {
    delimiter: named?.[1] ?? separatorOf(body),
    // More than is taken tells that there are too many; blank lines count as rows here.
    preview: tableLimits.rows * 2 + 2,
  });
  const open = errors.find(({ code }) => code === 'MissingQuotes');
  if (open) return { fault: 'open_quote', count: (open.row ?? 0) + 1 + (named ? 1 : 0) };
  const filled = data
    .map((cells, i) => ({ n: i + 1 + (named ? 1 : 0), cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [first, ...rows] = filled.slice(noteLines(filled));
  if (!first) return { fault: 'empty' };
  const header = first.cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim());
  while (header.at(-1) === '' && rows.every(({ cells }) => (cells[header.length - 1] ?? '').trim() === '')) {
    header.pop();
  }
  if (header.some(isValue)) return { fault: 'no_header' };
  if (header.length > tableLimits.columns) return { fault: 'too_many_columns', count: header.length };
  if (rows.length === 0) return { fault: 'no_rows' };
  if (rows.length > tableLimits.rows) return { fault: 'too_many_rows', count: rows.length };
  return { hash, header, rows };
}

/** Rows that end in two ways, as where files were put together: papaparse knows one, and would join the others. */
function evenLines(source: string): string {
  if (!source.includes('\r\n')) return source;
  return /[^\r]\n/.test(withoutQuoted(source)) ? source.replaceAll('\r\n', '\n') : source;
}

/** How many lines of words stand above the names of the columns, as in LinkedIn's own export of connections. */
function noteLines(rows: readonly { cells: string[] }[]): number {
  const width = ({ cells }: { cells: string[] }) => cells.filter((cell) => cell.trim() !== '').length;
  const [first] = rows;
  if (!first || width(first) > 1) return 0;
  const names = rows.slice(0, NOTE_LINES).findIndex((row) => width(row) > 2);
  return names > 0 && !rows[names]?.cells.some(isValue) ? names : 0;
}

/** An address, where the name of a column should be. */
function isValue(cell: string): boolean {
  return /linkedin\.com\/|^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(cell.trim());
}

/**
 * What the first line has most of, outside quotes; of a line of words, the next that has several. Own, as papaparse's guess
 * is misled by a blank line at the end and by commas within cells.
 */
function separatorOf(source: string): string {
  const lines = withoutQuoted(source.slice(0, 20_000))
    .trimStart()
    .split(/[\r\n]+/, NOTE_LINES);
  const count = (line: string, sign: string) => line.split(sign).length - 1;
  const [first = ''] = lines;
  const names = signs.some((sign) => first.includes(sign))
    ? first
    : (lines.find((line) => signs.some((sign) => count(line, sign) > 1)) ?? first);
  return signs.reduce((most, sign) => (count(names, sign) > count(names, most) ? sign : most));
}

const signs = [';', '\t', ',', '|'] as const;
const NOTE_LINES = 10;
const withoutQuoted = (source: string) => source.replaceAll(/"(?:[^"]|"")*"/g, '');

/** Null: these bytes are no text. */
function decoded(bytes: Buffer): string | null {
  const begin = bytes.subarray(0, 64).toString('latin1').trimStart();
  if (otherFiles.some((other) => begin.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).startsWith(other)))
    return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), 'utf-16be');
  const start = bytes.subarray(0, 2000);
  const zeros = [0, 1].map((odd) => start.filter((byte, i) => i % 2 === odd && byte === 0).length);
  // UTF-16 without its mark: of Latin letters every second byte is nought.
  const [even = 0, odd = 0] = zeros;
  if (odd > start.length / 4 && even === 0) return utf16(bytes, 'utf-16le');
  if (even > start.length / 4 && odd === 0) return utf16(bytes, 'utf-16be');
  // A stray one is a fault of what wrote the file; cells lose it with all that is not seen.
  if (even + odd > start.length / 100) return null;
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  // One broken letter among many whole ones makes no other code page.
  return broken === 0 || broken < (text.match(/[\u0080-\ufffc]/g)?.length ?? 0)
    ? text
    : new TextDecoder('windows-1252').decode(bytes);
}

/** Workbooks new and old, packed files, PDF, pictures and pages, by how they begin, in lower case. */
const otherFiles = [
  'pk\x03\x04',
  '\xd0\xcf\x11\xe0',
  '\x1f\x8b',
  '%pdf-',
  '\x89png',
  '\xff\xd8\xff',
  '<!doctype',
  '<html',
  '<?xml',
];

function utf16(bytes: Buffer, label: 'utf-16le' | 'utf-16be'): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
