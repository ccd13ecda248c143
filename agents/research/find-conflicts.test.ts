import { describe, expect, it } from 'vitest';
import { findConflicts, measuresIn } from './find-conflicts.ts';

const note = (quote: string, passage_id: string) => ({ claim: quote, evidence: [{ passage_id, quote }] });
const documents = new Map([
  ['a#0', 'a'],
  ['a#1', 'a'],
  ['b#0', 'b'],
]);
const found = (one: string, other: string, from = 'b#0') =>
  findConflicts([note(one, 'a#0'), note(other, from)], documents).length;

describe('findConflicts()', () => {
  it.each([
    [
      'A pré-limpeza começa em até 20 minutos depois da cirurgia.',
      'A pré-limpeza começa em até 60 minutos depois da cirurgia.',
    ],
    [
      'The alert level of residual protein is 3 µg per device.',
      'The alert level of residual protein is 6.4 µg per device.',
    ],
    ['O certificado do lote de titânio vale 5 anos.', 'O certificado do lote de titânio não vale 5 anos.'],
  ])('finds "%s" against "%s"', (one, other) => {
    expect(found(one, other)).toBe(1);
  });

  it.each([
    ['another unit', 'O banho de passivação dura 20 minutos.', 'O banho de passivação fica a 60 °C.'],
    ['another thing', 'A secagem da caixa leva 25 minutos.', 'O teste de Bowie e Dick leva 4 minutos.'],
    ['the same number', 'A validação usa 3 lotes seguidos.', 'A validação usa 3 lotes por família.'],
    [
      'the number of a norm',
      'A ISO 11607 trata da embalagem estéril.',
      'A ISO 15883 trata da embalagem estéril.',
    ],
  ])('leaves %s alone', (_what, one, other) => {
    expect(found(one, other)).toBe(0);
  });

  it('does not hold a document against itself', () => {
    expect(found('A pré-limpeza começa em 20 minutos.', 'A pré-limpeza começa em 60 minutos.', 'a#1')).toBe(
      0,
    );
  });
});

describe('measuresIn()', () => {
  it('reads numbers with their units, and no names', () => {
    const text = '134 °C por 4 minutos, 2,4% das peças F136, 6.4 µg/cm²';
    expect(measuresIn(text).map((m) => `${m.readings[0]} ${m.unit}`)).toEqual([
      '134 °c',
      '4 minut',
      '2.4% %',
      '6.4 \u03bcg',
    ]);
  });
});
