import { expect, test } from 'vitest';
import { neededPassages } from './needed-passages.ts';

const passages = [
  { id: 'a', title: 'Titânio', text: 'A liga ELI tem no máximo 0,13% de oxigênio.' },
  { id: 'b', title: 'Limpeza', text: 'A validação da limpeza usa três lotes de implantes.' },
  { id: 'c', title: 'Embalagem', text: 'O ensaio de tração da selagem segue a ASTM F88.' },
  { id: 'd', title: 'Salas limpas', text: 'A sala ISO 7 é monitorada a cada semana.' },
];
const ids = (cited: string[], words: string, most: number) =>
  neededPassages(passages, { cited, words, most }).map((p) => p.id);

test('neededPassages() sends what is cited and what is closest to the words, in the order given', () => {
  expect(ids(['c'], 'mencione a validação das limpezas', 1)).toEqual(['b', 'c']);
  expect(ids(['c'], 'mencione a validação das limpezas', 0)).toEqual(['c']);
});

test('neededPassages() finds the passage of a number', () => {
  expect(ids([], 'de onde vem 0,13%?', 2)).toEqual(['a']);
});

test('neededPassages() lets the first ones go along when no passage holds the words', () => {
  expect(ids([], 'ok', 2)).toEqual(['a', 'b']);
  expect(ids(['d'], 'ok', 2)).toEqual(['d']);
});
