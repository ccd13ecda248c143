import { expect, test } from 'vitest';
import { sqlGuards, watched } from './sql-guards.ts';

const source = `begin
  -- if this or that then
  if a is null or b = 'x or y' or (c or d) then
    return 'if e then';
  elsif case when f then g or h else i end then
    return 1;
  end if;
  return case when j then k end;
end`;

test('sqlGuards() finds each alternative of if and elsif, and nothing inside strings, comments, brackets or case', () => {
  expect(sqlGuards(source).map(({ text }) => text)).toEqual([
    'a is null',
    "b = 'x or y'",
    '(c or d)',
    'case when f then g or h else i end',
  ]);
});

test('watched() leaves the rest of the function as it is', () => {
  const changed = watched(source, sqlGuards(source), 7);
  expect(changed).toContain('if  guards.holds(7, (a is null\n))  or');
  expect(changed).toContain('guards.holds(10, (case when f');
  expect(changed.replaceAll(/ guards\.holds\(\d+, \(|\n\)\) /g, '')).toBe(source);
});
