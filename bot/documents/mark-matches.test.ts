import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markMatches } from './mark-matches.ts';

const hits = (text: string, words: string[], max = 400) =>
  markMatches(text, words, max)
    .filter((piece) => piece.hit)
    .map((piece) => piece.text);
const whole = (text: string, words: string[], max: number) =>
  markMatches(text, words, max)
    .map((piece) => piece.text)
    .join('');

describe('markMatches()', () => {
  it.each([
    ['Os fornecedores de implantes', ['fornecedor'], ['fornecedores']],
    ['A validação do processo', ['validacao'], ['validação']],
    ['dois carrosséis', ['carrossel'], ['carrosséis']],
    ['Passivation and passivated parts', ['passivation'], ['Passivation', 'passivated']],
    ['A rastreabilidade exige registro', ['rastreablidade'], ['rastreabilidade']],
    ['ISO 13485 e ISO 14971', ['13485'], ['13485']],
    ['o titânio', ['o'], ['o']],
    ['quatro passos', ['passivação'], []],
    ['nada aqui', [], []],
  ])('in "%s" marks %j as %j', (text, words, expected) => {
    expect(hits(text, words)).toEqual(expected);
  });

  it('shows where the words stand together, cut at words and marked as cut', () => {
    const filler = 'Um parágrafo sem nada de especial que só ocupa espaço. '.repeat(20);
    const text = `${filler}A passivação do titânio segue a ASTM F86. ${filler}`;
    const shown = whole(text, ['titânio', 'passivação'], 200);
    expect(shown).toContain('A passivação do titânio segue a ASTM F86.');
    expect(shown).toMatch(/^….*…$/s);
    expect(shown.length).toBeLessThanOrEqual(202);
    expect(text).toContain(shown.slice(1, -1));
  });

  it('takes marks of headings away and keeps lines', () => {
    expect(whole('## Limpeza\n\nUltrassom\n\n\nfim', [], 400)).toBe('Limpeza\nUltrassom\nfim');
  });

  it('never shows more than asked for, half a character, or a word that is not there', () => {
    const word = fc.constantFrom('titânio', 'passivação', '🦷🦷', 'a', '\n', 'x'.repeat(50), 'ISO-13485');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 120 }), fc.array(word, { maxLength: 4 }), (text, words) => {
        const shown = markMatches(text.join(' '), words, 120);
        const joined = shown.map((piece) => piece.text).join('');
        expect(joined.length).toBeLessThanOrEqual(122);
        expect(joined.isWellFormed()).toBe(true);
        for (const piece of shown) expect(piece.text).not.toBe('');
      }),
    );
  });

  it('ends behind a sentence or a line, never in the first letters of a list item', () => {
    const text = `${'A passivação protege o titânio. '.repeat(9)}Ela remove o ferro livre:\n- O banho de ácido nítrico ${'x '.repeat(80)}`;
    const shown = markMatches(text, ['passivação'], 320)
      .map((piece) => piece.text)
      .join('');
    expect(shown).toMatch(/(?:titânio\.|livre:)…$/);
    expect(shown).not.toMatch(/- \S{0,3}…$/);
  });
});
