import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '../../ports/content.ts';
import { countSyllables, readingEase } from './reading-ease.ts';

describe('countSyllables()', () => {
  it.each(
    'implante 3, validações 4, saúde 3, país 2, pais 1, água 2, que 1, guia 2, não 1, mãe 1, ideia 3, fluido 2, rastreabilidade 7, titânio 3, ruim 2, raiz 2, ainda 3, série 2, história 3, sangue 2, cuidado 3, dia 2, ouro 2, averiguar 4'
      .split(', ')
      .map((line) => line.split(' ') as [string, string]),
  )('of the Portuguese %s are %s', (word, count) => {
    expect(countSyllables(word, 'pt')).toBe(Number(count));
  });

  it.each(
    'implant 2, validation 4, the 1, table 2, needed 2, used 1, makes 1, boxes 2, supplier 3, quality 3, area 3, created 3, science 2, sterilization 5, requirement 3, people 2, being 2, material 4, special 2, reliable 4, cycles 2'
      .split(', ')
      .map((line) => line.split(' ') as [string, string]),
  )('of the English %s are %s', (word, count) => {
    expect(countSyllables(word, 'en')).toBe(Number(count));
  });

  it('are at least one for any word', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...languages), (word, language) => {
        expect(countSyllables(word, language)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('readingEase()', () => {
  const easy = 'A peça chega. Você abre a caixa. Leia o rótulo. Ele diz o lote.';
  const hard =
    'A rastreabilidade documental das especificações microbiológicas intraoperatórias pressupõe responsabilidades institucionais periodicamente reavaliadas.';

  it('is high for short sentences of short words and low for the contrary, in each language', () => {
    expect(readingEase(easy, 'pt').ease).toBeGreaterThan(75);
    expect(readingEase(hard, 'pt').ease).toBeLessThan(0);
    expect(
      readingEase('The part comes in a box. Read the label. It names the lot.', 'en').ease,
    ).toBeGreaterThan(90);
  });

  it('of Portuguese is not measured by the English scale', () => {
    const text =
      'O fornecedor registra cada lote e mantém o certificado do material à disposição do cliente.';
    expect(readingEase(text, 'pt').ease - readingEase(text, 'en').ease).toBeGreaterThan(20);
  });

  it('takes list items for sentences and a text without words for easy', () => {
    expect(readingEase('Um item\nOutro item', 'pt').words).toBe(4);
    expect(readingEase('123 456', 'pt')).toEqual({ ease: 100, words: 0 });
  });
});
