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
  const body = named ? source.slice(named[0].length) : source;
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
  const [first, ...rows] = filled;
  if (!first) return { fault: 'empty' };
  const header = first.cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim());
  while (header.at(-1) === '' && rows.every(({ cells }) => (cells[header.length - 1] ?? '').trim() === '')) {
    header.pop();
  }
  if (header.some((cell) => /linkedin\.com\/|^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(cell))) {
    return { fault: 'no_header' };
  }
  if (header.length > tableLimits.columns) return { fault: 'too_many_columns', count: header.length };
  if (rows.length === 0) return { fault: 'no_rows' };
  if (rows.length > tableLimits.rows) return { fault: 'too_many_rows', count: rows.length };
  return { hash, header, rows };
}

/**
 * What the first line has most of, outside quotes. Own, as papaparse's guess is misled by a blank line at the end and by
 * commas within cells.
 */
function separatorOf(source: string): string {
  const names =
    source
      .slice(0, 20_000)
      .replaceAll(/"(?:[^"]|"")*"/g, '')
      .trimStart()
      .split(/[\r\n]/, 1)[0] ?? '';
  const counted = [';', '\t', ',', '|'].map((sign) => ({ sign, count: names.split(sign).length - 1 }));
  return counted.reduce((most, next) => (next.count > most.count ? next : most)).sign;
}

/** Null: these bytes are no text. */
function decoded(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), 'utf-16be');
  const start = bytes.subarray(0, 2000);
  const zeros = [0, 1].map((odd) => start.filter((byte, i) => i % 2 === odd && byte === 0).length);
  // UTF-16 without its mark: of Latin letters every second byte is nought.
  const [even = 0, odd = 0] = zeros;
  if (odd > start.length / 4 && even === 0) return utf16(bytes, 'utf-16le');
  if (even > start.length / 4 && odd === 0) return utf16(bytes, 'utf-16be');
  if (even + odd > 0) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function utf16(bytes: Buffer, label: 'utf-16le' | 'utf-16be'): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
