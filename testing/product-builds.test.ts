import { expect, it } from 'vitest';

it('tests run the builds of packages that the product runs, not those made for debugging', () => {
  expect(import.meta.resolve('micromark')).toMatch(/\/micromark\/index\.js$/);
});
