import { expect, it } from 'vitest';
import { bindWords } from '../bind-words.ts';
import { numberIn } from './highlight.ts';

const lit = (text: string) => {
  const set = bindWords(text);
  const found = numberIn(set);
  return found ? set.slice(found.start, found.end).replaceAll('\u00a0', ' ').replaceAll('\u2060', '') : null;
};

it.each([
  ['F67, F138 e F2063', 'F67'],
  ['5 erros ao comprar', '5'],
  ['Rugosidade até 0,2 µm?', '0,2 µm'],
  ['O que a ISO 14644-1: diz', 'ISO 14644-1'],
  ['“Ti-6Al-4V” na prática', 'Ti-6Al-4V'],
  ['Esterilidade de 10⁻⁶.', '10⁻⁶'],
  ['Perdas de 12,5%!', '12,5%'],
  ['Sem número algum', null],
])('numberIn() of %j is the whole token %j', (text, token) => {
  expect(lit(text)).toBe(token);
});
