import { expect, test } from 'vitest';
import { sqlGuards } from './sql-guards.ts';
import { sqlMutations } from './sql-mutations.ts';

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

/** Each mutation of a body: what it is about, what is done, and the line that it leaves. */
function mutations(body: string): [string, string, string][] {
  const begin = 'CREATE OR REPLACE FUNCTION public.f(p_a integer)\n RETURNS boolean\nAS $function$\n';
  return sqlMutations(`${begin}${body}\n$function$\n`).map(({ guard, mutation, source: changed }) => [
    guard,
    mutation,
    changed.slice(begin.length, -'\n$function$\n'.length),
  ]);
}

test('sqlMutations() takes a condition out and shifts its comparison, its numbers and its spans of time', () => {
  expect(mutations("if a >= 5 or b < now() - interval '7 days' then")).toEqual([
    ['a >= 5', 'taken out', "if (false) or b < now() - interval '7 days' then"],
    [
      "if a >= 5 or b < now() - interval '7 days' then",
      '`>=` is `>`',
      "if a > 5 or b < now() - interval '7 days' then",
    ],
    [
      "if a >= 5 or b < now() - interval '7 days' then",
      '5 is 4',
      "if a >= 4 or b < now() - interval '7 days' then",
    ],
    [
      "if a >= 5 or b < now() - interval '7 days' then",
      '5 is 6',
      "if a >= 6 or b < now() - interval '7 days' then",
    ],
    ["b < now() - interval '7 days'", 'taken out', 'if a >= 5 or (false) then'],
    [
      "if a >= 5 or b < now() - interval '7 days' then",
      '`<` is `<=`',
      "if a >= 5 or b <= now() - interval '7 days' then",
    ],
    [
      "if a >= 5 or b < now() - interval '7 days' then",
      '7 days are 6',
      "if a >= 5 or b < now() - interval '6 days' then",
    ],
    [
      "if a >= 5 or b < now() - interval '7 days' then",
      '7 days are 8',
      "if a >= 5 or b < now() - interval '8 days' then",
    ],
  ]);
});

test('sqlMutations() takes out each condition of a query but that which says whose rows it reads', () => {
  expect(
    mutations('select count(*) from t where t.id = p_a and t.b between 1 and 2 and (t.c or t.d) limit 1'),
  ).toEqual([
    [
      expect.stringContaining('select'),
      'one fewer is counted',
      'select (count(*) - 1) from t where t.id = p_a and t.b between 1 and 2 and (t.c or t.d) limit 1',
    ],
    [
      't.b between 1 and 2',
      'taken out',
      'select count(*) from t where t.id = p_a and true and (t.c or t.d) limit 1',
    ],
    [
      '(t.c or t.d)',
      'taken out',
      'select count(*) from t where t.id = p_a and t.b between 1 and 2 and true limit 1',
    ],
  ]);
});

test('sqlMutations() makes a span in minutes one shorter, and leaves arrows, comments and answers alone', () => {
  expect(mutations("v := make_interval(mins => (a).gap); -- a < b\nw := c ->> 'd' <> e;")).toEqual([
    [
      'v := make_interval(mins => (a).gap); -- a < b',
      '(a).gap is one minute less',
      "v := make_interval(mins => (a).gap - 1); -- a < b\nw := c ->> 'd' <> e;",
    ],
  ]);
  expect(mutations("    return row('gap', a > b, now() + interval '1 minute');")).toEqual([]);
});
