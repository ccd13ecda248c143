import { expect, it } from 'vitest';
import { bestFits, scoreOf } from './best-fits.ts';

const names = ['general', 'marketing', 'sales', 'Lúcia Ferraz', 'Renata Prado', 'Greenlight'];
const found = (typed: string) => bestFits(typed, names, (name) => [name]);

it('finds names by a few letters in their order, the beginning of a word before the middle', () => {
  expect(found('mkt')).toEqual(['marketing']);
  expect(found('r')[0]).toBe('Renata Prado');
  expect(found('ferr')[0]).toBe('Lúcia Ferraz');
  expect(found('lf')[0]).toBe('Lúcia Ferraz');
  expect(found('zzz')).toEqual([]);
});

it('leaves case and accents aside, and all in their order when nothing was typed', () => {
  expect(found('LUCIA')).toEqual(['Lúcia Ferraz']);
  expect(found('')).toEqual(names);
});

it('takes the letter that leads to the end, where the beginning of a word would not', () => {
  expect(scoreOf('am', 'xaxm a')).toBeGreaterThan(0);
  expect(scoreOf('ma', 'am')).toBe(0);
});
