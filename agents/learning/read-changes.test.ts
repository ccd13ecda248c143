import { describe, expect, it, test } from 'vitest';
import { changedParts, excerpt } from './changed-parts.ts';
import { namedWords } from './named-words.ts';
import { replacedWords } from './replaced-words.ts';
import { wishesIn } from './wishes.ts';

describe('replacedWords()', () => {
  const of = (before: string, after: string) =>
    replacedWords(before, after).map((one) => `${one.before} > ${one.after}`);
  const rest = ' O lote segue para o hospital com o seu registro completo.';

  test.each([
    ['Os colaboradores conferem o lote.', 'A equipe confere o lote.', ['colaboradores > equipe']],
    ['Um material barato dura pouco.', 'Um material de baixo custo dura pouco.', ['barato > baixo custo']],
    ['É uma solução inovadora para todos.', 'É uma solução para todos.', ['inovadora > ']],
    // Facts, agreement, small words, another sentence, a capital that the place asks for.
    ['São 12 lotes por mês.', 'São 15 lotes por mês.', []],
    ['A peça é limpa e seca.', 'As peças são limpas e secas.', []],
    ['O relatório da fábrica.', 'Um relatório de fábrica.', []],
    ['Leia o laudo. Depois assine.', 'Leia o laudo.', []],
    ['Hoje a peça chega.', 'A peça chega.', []],
  ])('of "%s" and "%s": %j', (before, after, found) => {
    expect(of(before + rest, after + rest)).toEqual(found);
  });

  it('finds no choice of words in a text that was written anew', () => {
    expect(
      of('Os colaboradores conferem tudo antes da entrega.', 'Antes de sair, alguém da equipe olha de novo.'),
    ).toEqual([]);
  });
});

test.each([
  ['troque colaboradores por equipe', [['colaboradores', 'equipe']]],
  ['No post, troque "a equipe toda" por "o time".', [['a equipe toda', 'o time']]],
  ['use equipe em vez de colaboradores', [['colaboradores', 'equipe']]],
  ['replace staff with team, please', [['staff', 'team']]],
  ['say “team”, not “staff”', [['staff', 'team']]],
  ["don't say cheap", [['cheap', null]]],
  ['tire a palavra "inovador"', [['inovador', null]]],
  ['slide 4: mais curto', []],
  ['obrigada, ficou ótimo', []],
] as const)('namedWords() of "%s": %j', (said, found) => {
  expect(namedWords(said).map((one) => [one.before, one.after])).toEqual(found);
});

test.each([
  ['slide 4: mais curto', ['more short']],
  ['Mais curto, por favor!', ['more short']],
  ['Você pode encurtar um pouco?', ['more short']],
  ['ainda não ficou curto', ['more short']],
  ['muito curto', ['less short']],
  ["don't shorten it", ['less short']],
  ['not too technical', ['more simple']],
  ['menos técnico e sem emojis', ['more simple', 'less emoji']],
  ['mais curto no slide 2; no slide 3, menos comercial', ['more short', 'less selling']],
  ['corte no slide 2', ['more short']],
  // About this draft, or about nothing that can be said in a rule.
  ['mencione a ISO 13485', []],
  ['tire o slide 3', []],
  ['não gostei', []],
  ['troque "a" por "b"', []],
  ['menos é mais', []],
  ['', []],
] as const)('wishesIn() of "%s": %j', (said, found) => {
  expect(wishesIn(said).map((wish) => `${wish.way} ${wish.of}`)).toEqual(found);
});

it('changedParts() knows a part by its id and a slide by its neighbours, and excerpt() shows what differs', () => {
  const slide = (text: string) => ({ id: null, kind: 'slide', text });
  const part = (id: string, text: string) => ({ id, kind: 'section', text });
  const before = [
    slide('A'),
    slide('B one.'),
    slide('C'),
    part('s1', 'It stays as it was. This is the old one.'),
    part('s2', 'Gone.'),
  ];
  const after = [
    slide('A'),
    slide('B two.'),
    slide('C'),
    part('s3', 'New.'),
    part('s1', 'It stays as it was. This is a fresh one.'),
  ];
  const found = changedParts(before, after);
  expect(found).toEqual([
    { kind: 'slide', before: 'B one.', after: 'B two.' },
    {
      kind: 'section',
      before: 'It stays as it was. This is the old one.',
      after: 'It stays as it was. This is a fresh one.',
    },
  ]);
  expect(found.map(excerpt).at(-1)).toEqual({
    before: 'This is the old one.',
    after: 'This is a fresh one.',
  });
  // Where a slide came in between, which one took whose place is not known.
  expect(changedParts([slide('A'), slide('B')], [slide('A'), slide('C'), slide('D')])).toEqual([]);
});
