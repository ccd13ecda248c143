import { expect, it } from 'vitest';
import { filterWords, readFilter } from './lead-filter.ts';

it.each([
  ['', {}],
  ['implantes  são paulo', { words: 'implantes são paulo' }],
  ['country:BR tag:feira-2026', { country: 'BR', tag: 'feira-2026' }],
  [
    'país:br cargo:"diretor clínico" hospital',
    { country: 'br', title: 'diretor clínico', words: 'hospital' },
  ],
  ['Empresa:“Santa Casa” setor: odontologia', { company: 'Santa Casa', industry: 'odontologia' }],
  ['score:60 origem:import idioma:pt', { min_score: 60, source: 'import', language: 'pt' }],
  ['pontuação>=80', { min_score: 80 }],
  ['faixa:A tag:feira', { tier: 'a', tag: 'feira' }],
  ['"santa casa" https://example.com/a', { words: 'santa casa https://example.com/a' }],
])('readFilter() reads %j', (said, filter) => {
  expect(readFilter(said)).toEqual({ kind: 'filter', filter });
});

it('readFilter() refuses a field that it does not know, a score that is no number and a tier that is none', () => {
  expect(readFilter('cidade:Recife')).toEqual({ kind: 'unknown_field', word: 'cidade' });
  expect(readFilter('tier:D')).toEqual({ kind: 'bad_score', word: 'D' });
  expect(readFilter('score:high')).toEqual({ kind: 'bad_score', word: 'high' });
});

it('filterWords() says what readFilter() reads again', () => {
  const filter = { title: 'diretor clínico', country: 'BR', min_score: 60, words: 'implantes' };
  expect(filterWords(filter)).toBe('country:BR title:"diretor clínico" score:60 implantes');
  expect(readFilter(filterWords(filter))).toEqual({ kind: 'filter', filter });
});
