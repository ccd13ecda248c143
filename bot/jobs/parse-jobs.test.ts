import { expect, it } from 'vitest';
import { parseJobs } from './parse-jobs.ts';

it.each([
  ['', { kind: 'list', whose: 'mine' }],
  ['meus', { kind: 'list', whose: 'mine' }],
  ['open', { kind: 'list', whose: 'open' }],
  ['Abertos', { kind: 'list', whose: 'open' }],
  ['ajuda', { kind: 'help' }],
  ['3F2A9C1E', { kind: 'one', id: '3f2a9c1e' }],
  ['#3f2a9c1e', { kind: 'one', id: '3f2a9c1e' }],
  ['3f2a9c1e-1b2c-4d5e-8f90-123456789abc', { kind: 'one', id: '3f2a9c1e-1b2c-4d5e-8f90-123456789abc' }],
  ['3f2', { kind: 'unknown', word: '3f2' }],
  ['open please', { kind: 'unknown', word: 'please' }],
  ['stop everything', { kind: 'unknown', word: 'everything' }],
  ['__proto__', { kind: 'unknown', word: '__proto__' }],
])('parseJobs() reads "%s"', (text, command) => {
  expect(parseJobs(text)).toEqual(command);
});
