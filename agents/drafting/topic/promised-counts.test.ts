import { describe, expect, it } from 'vitest';
import { isKept, numberOf, promisedCounts } from './promised-counts.ts';

describe('promisedCounts()', () => {
  it.each([
    ['5 perguntas sobre passivação', [5]],
    ['Os 7 erros mais comuns', [7]],
    ['three steps of process validation', [3]],
    ['cinco motivos para passivar', [5]],
    ['Sete bons motivos', [7]],
    ['5 errors', [5]],
    ['4 key questions, 3 tips', [4, 3]],
    ['30 minutos a 21 °C', []],
    ['2 normas ASTM', []],
    ['F136: 0,2 passos', []],
    ['os passos', []],
  ])('reads %j', (text, counts) => {
    expect(promisedCounts(text).map((p) => p.count)).toEqual(counts);
  });
});

describe('numberOf()', () => {
  it.each([
    ['Erro 3: o preço', 3],
    ['3. O preço', 3],
    ['Terceiro erro: o preço', 3],
    ['Third mistake: price', 3],
    ['Passo 2 – limpar', 2],
    ['F136 no certificado', null],
    ['30 minutos de banho', null],
    ['Segundo a norma, vale o registro', null],
  ])('of %j is %s', (heading, number) => {
    expect(numberOf(heading)).toBe(number);
  });
});

describe('isKept()', () => {
  const [five] = promisedCounts('5 perguntas');
  const [errors] = promisedCounts('5 erros');
  const ask = (n: number) => Array.from({ length: n }, (_, at) => `Qual o banho ${'abcdefgh'[at]}?`);
  const held = (
    promise = five,
    headings: string[] = [],
    lists: { heading: string; items: string[] }[] = [],
  ) => (promise ? isKept(promise, headings, lists) : null);

  it('takes a list of so many questions, and no list of fewer beside other things', () => {
    expect(held(five, [], [{ heading: 'O que perguntar', items: ask(5) }])).toBe(true);
    expect(held(five, [], [{ heading: 'O que perguntar', items: ask(4) }])).toBe(false);
    expect(
      held(
        five,
        [],
        [
          { heading: 'Perguntas', items: ask(4) },
          { heading: 'Números', items: ['a', 'b', 'c', 'd', 'e'] },
        ],
      ),
    ).toBe(false);
  });

  it('takes a row of headings that number themselves, whole and from 1', () => {
    const row = [1, 2, 3, 4, 5].map((n) => `Erro ${n}: x`);
    expect(held(errors, ['Capa', ...row, 'Fim'])).toBe(true);
    expect(held(errors, row.slice(0, 4))).toBe(false);
    expect(held(errors, [...row, 'Erro 6: y'])).toBe(false);
    expect(
      held(
        errors,
        row.map((h) => h.slice(8)),
      ),
    ).toBe(false);
  });

  it('takes a row that goes on on the next page', () => {
    const lists = [
      { heading: 'Erros', items: ['a', 'b', 'c'] },
      { heading: 'Mais erros', items: ['d', 'e'] },
    ];
    expect(held(errors, [], lists)).toBe(true);
  });
});
