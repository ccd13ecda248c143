import { expect, it } from 'vitest';
import { hasWords, wordsIn } from './words-in.ts';

it('wordsIn() has words and numbers alone, folded, with accents or without', () => {
  expect(wordsIn('“Validação” — nº 3!')).toEqual(['validação', 'nº', '3'].map((w) => w.normalize('NFKC')));
  expect(wordsIn('Validação', { accents: false })).toEqual(['validacao']);
});

it('hasWords() finds words whatever stands between them, and whole ones alone', () => {
  expect(hasWords('O lote, diz a norma: tem número.', 'LOTE diz a norma')).toBe(true);
  expect(hasWords('O lote tem número.', 'lote tem núm')).toBe(false);
  expect(hasWords('O lote.', ' … ')).toBe(false);
});
