import { describe, expect, it } from 'vitest';
import { topicCoverage } from './topic-coverage.ts';

const passivation = { name: 'passivação', also: ['passivar', 'passivation'] };
const limpeza = { name: 'limpeza', also: [] };
const told = (text: string, titles: string[] = [], quotes: string[] = []) => ({ text, titles, quotes });

describe('topicCoverage()', () => {
  it('is enough when most parts name the subject in one of its forms or quote documents about it', () => {
    const parts = [
      told('Como passivar'),
      told('A peça passivada'),
      told('Banho nítrico', ['Passivação de implantes']),
      told('Rugosidade'),
    ];
    expect(topicCoverage(parts, [passivation])).toEqual({
      carried: [true, true, true, false],
      missing: [],
      enough: true,
    });
  });

  it('is not enough for a deck on something else that names it once', () => {
    const parts = [
      told('O grau ELI do F136'),
      told('Certificado'),
      told('Norma', [], ['A passivação limpa.']),
      told('Oxigênio'),
    ];
    expect(topicCoverage(parts, [passivation]).enough).toBe(false);
  });

  it('is not enough by titles of documents alone', () => {
    const parts = ['Um', 'Dois', 'Três', 'Quatro'].map((t) => told(t, ['Passivação de implantes']));
    expect(topicCoverage(parts, [passivation]).enough).toBe(false);
  });

  it('wants each of several subjects', () => {
    const parts = [told('Passivação'), told('Passivar'), told('Passivado')];
    expect(topicCoverage(parts, [passivation, limpeza])).toMatchObject({ missing: [limpeza], enough: false });
    expect(topicCoverage([...parts, told('A limpeza antes')], [passivation, limpeza]).enough).toBe(true);
  });

  it('asks nothing where no subject was found', () => {
    expect(topicCoverage([told('x')], []).enough).toBe(true);
  });
});
