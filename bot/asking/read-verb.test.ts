import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVerb } from './read-verb.ts';

const verbs = { show: ['ver'], change: ['alterar', 'mudar'], history: ['historico'] };

describe('readVerb()', () => {
  it.each([
    ['', { verb: undefined, word: '', rest: '', meant: null }],
    ['  ver o mês ', { verb: 'show', word: 'ver', rest: 'o mês', meant: 'show' }],
    ['HISTÓRICO', { verb: 'history', word: 'HISTÓRICO', rest: '', meant: 'history' }],
    ['-h', { verb: 'help', word: '-h', rest: '', meant: 'help' }],
    ['Ajuda por favor', { verb: 'help', word: 'Ajuda', rest: 'por favor', meant: 'help' }],
    ['chnage', { verb: undefined, word: 'chnage', rest: '', meant: 'change' }],
    ['vex', { verb: undefined, word: 'vex', rest: '', meant: 'show' }],
    ['ve', { verb: undefined, word: 've', rest: '', meant: null }],
    ['dance now', { verb: undefined, word: 'dance', rest: 'now', meant: null }],
    ['constructor', { verb: undefined, word: 'constructor', rest: '', meant: null }],
  ])('reads "%s"', (said, expected) => {
    expect(readVerb(verbs, said)).toEqual(expected);
  });

  it('shows at most 40 characters of a word, and loses nothing behind it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (said) => {
        const { word, rest } = readVerb(verbs, said);
        expect(word.length).toBeLessThanOrEqual(40);
        expect(said.trim().endsWith(rest)).toBe(true);
      }),
    );
  });
});
