import { expect, it } from 'vitest';
import { type Finding, findingParams } from '../../ports/content.ts';
import { paramsOf } from '../../testing/sample-params.ts';
import { sayFinding, toRepair } from './say-finding.ts';

it.each(Object.entries(findingParams))('sayFinding() tells the writer of %s', (code, shape) => {
  // SAFETY: the params are made of the code's own shape.
  const said = sayFinding({ code, params: paramsOf(shape, 'QX'), place: 1 } as Finding<number>);
  expect(said).toMatch(/^\S.{5,}/s);
  expect(said).not.toMatch(/undefined|NaN|\[object|\$\{|null/);
});

it('toRepair() calls a text of a slide as the writer does', () => {
  const empty = { field: 'steps title', at: 2, layout: 'steps' } as const;
  expect(toRepair({ place: 3, code: 'empty_field', params: empty })).toEqual({
    slide: 3,
    code: 'empty_field',
    message: 'Field "steps 2 title" is empty: layout "steps" shows it.',
  });
  const apart = { field: 'left items', at: 4, other: { field: 'title', at: null } } as const;
  expect(toRepair({ place: 1, code: 'collision', params: apart }).message).toBe(
    '"left items 4" and "title" lie on each other: shorten the longer one.',
  );
});
