import Papa from 'papaparse';
import { expect, it } from 'vitest';
import type { MadeLine } from '../../ports/content.ts';
import { textsOf } from '../texts/texts.ts';
import { historyCsv } from './history-csv.ts';

const line: MadeLine = {
  job: '3f2a9c1e-0000',
  type: 'blog',
  requester_id: 'U1',
  prompt: '=HYPERLINK("http://evil.invalid")',
  title: '@SUM(1;2)',
  status: 'completed',
  versions: 2,
  model: '+model',
  approved_by: ['U2', 'U3'],
  decided_by: 'U2',
  decision_note: '-1\nsecond line; with "marks"',
  overridden: true,
  usd: 0.0123,
  tokens: 1500,
  unpriced: false,
  created_at: '2026-11-30T01:30:00Z',
  ended_at: null,
  channel_id: 'C1',
  thread_ts: '1.2',
};
const names = { U1: '\tAna', U2: 'Lúcia' };
const made = (locale: 'en' | 'pt-BR', change: Partial<MadeLine> = {}) =>
  historyCsv(
    { lines: [{ ...line, ...change }], names },
    () => 'https://x.invalid/p1',
    'America/Sao_Paulo',
    textsOf(locale),
  );
const read = (text: string) => Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true }).data;

it('makes no cell a formula, whoever wrote it', () => {
  const [, row = []] = read(made('en'));
  expect(row.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(row).toContain(`'${line.prompt}`);
  expect(row).toContain(`'-1\nsecond line; with "marks"`);
});

it('is read by Excel of the team with a double click: mark, separator and decimals of its language', () => {
  for (const [locale, separator, usd] of [
    ['en', ',', '0.0123'],
    ['pt-BR', ';', '0,0123'],
  ] as const) {
    const text = made(locale);
    expect(text.startsWith('\ufeff')).toBe(true);
    const parsed = Papa.parse<string[]>(text.slice(1), { delimiter: separator, skipEmptyLines: true }).data;
    expect(parsed.map((row) => row.length)).toEqual([17, 17]);
    expect(parsed[1]).toContain(usd);
  }
});

it('names people, in the times of who asked, and leaves an unknown price empty', () => {
  const [head = [], row = []] = read(made('en'));
  const cell = (name: string) => row[head.findIndex((field) => field.startsWith(name))];
  expect(cell('Approved by')).toBe('Lúcia, U3');
  expect(cell('Asked for (')).toBe('2026-11-29 22:30');
  expect(cell('Ended')).toBe('');
  expect(cell('In spite')).toBe('yes');
  const [, free = []] = read(made('en', { usd: 0, unpriced: true }));
  expect(free[head.indexOf('Cost in USD')]).toBe('');
});
