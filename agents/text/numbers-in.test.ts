import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersIn, numbersMissingFrom, sameNumber } from './numbers-in.ts';

const readings = (text: string) => numbersIn(text).map((n) => n.readings.join('|'));

describe('numbersIn()', () => {
  it.each([
    ['1.7 e 1,7', ['1.7', '1.7']],
    ['ISO 13 485', ['13485']],
    ['3.520.000 partículas', ['3520000']],
    ['3,520,000 particles', ['3520000']],
    ['1.234,50 e 1,234.50', ['1234.5', '1234.5']],
    ['1.750 peças', ['1750|1.75']],
    ['0,012% de hidrogênio', ['0.012%']],
    ['30 por cento e 30 percent e 30 %', ['30%', '30%', '30%']],
    ['SAL 10^-6', ['10^-6']],
    ['SAL 10⁻⁶', ['10^-6']],
    ['ASTM F136 (Ti-6Al-4V)', ['136', '6', '4']],
    ['RDC 591/2021', ['591', '2021']],
    ['cláusula 7.4.1.', ['7.4.1']],
    ['lote 007', ['7']],
    ['em 2024, 3 lotes', ['2024', '3']],
    ['nenhum número', []],
  ])('reads %j', (text, expected) => {
    expect(readings(text)).toEqual(expected);
  });

  it('says where each number stands', () => {
    const text = 'De 20% a 45% em volume';
    expect(numbersIn(text).map((n) => text.slice(n.start, n.end))).toEqual(['20%', '45%']);
  });

  it('reads the same number from its Portuguese and its English form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom(0, 1, 2), (n, digits) => {
        const value = n / 10 ** digits;
        const format = (locale: string) =>
          new Intl.NumberFormat(locale, { maximumFractionDigits: digits, useGrouping: 'always' }).format(
            value,
          );
        const [pt, en] = [
          numbersIn(`São ${format('pt-BR')} peças`),
          numbersIn(`There are ${format('en-US')} parts`),
        ];
        expect(pt).toHaveLength(1);
        expect(en).toHaveLength(1);
        expect(pt[0] && en[0] && sameNumber(pt[0], en[0])).toBe(true);
      }),
    );
  });

  it('never takes two different whole numbers for the same', () => {
    fc.assert(
      fc.property(fc.nat({ max: 999_999 }), fc.nat({ max: 999_999 }), (a, b) => {
        const [x] = numbersIn(String(a));
        const [y] = numbersIn(String(b));
        expect(x && y && sameNumber(x, y)).toBe(a === b);
      }),
    );
  });
});

describe('numbersMissingFrom()', () => {
  it('names the numbers that no source holds, in any form', () => {
    expect(
      numbersMissingFrom('352,000 at 0.5 µm and 71%', ['ISO 7: 352.000 partículas', '0,5 µm']),
    ).toMatchObject([{ text: '71%' }]);
  });

  it('accepts a percentage whose bare number the source holds', () => {
    expect(numbersMissingFrom('30%', ['mais de 30 em cada cem'])).toEqual([]);
  });
});
