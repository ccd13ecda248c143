import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fallbackTitle } from './fallback-title.ts';

const ofUrl = (url: string) => fallbackTitle({ url, name: null, text: '# Prazos\n\nDez dias.' });
const ofFile = (name: string) => fallbackTitle({ url: null, name, text: '# Prazos\n\nDez dias.' });

describe('fallbackTitle()', () => {
  it.each([
    ['https://x.example/guia_de-limpeza.html', 'guia de limpeza (x.example)'],
    ['https://x.example/a/valida%C3%A7%C3%A3o/', 'validação (x.example)'],
    ['https://x.example/a%00b.txt', 'ab (x.example)'],
    ['https://x.example/a%0Ab%09c', 'a b c (x.example)'],
    ['https://x.example/%E2%80%AEgpj.exe%E2%81%A6', 'gpj (x.example)'],
    ['https://x.example/%00%1F', 'x.example'],
    ['https://x.example/%ED%A0%80', '%ED%A0%80 (x.example)'],
  ])('of %s is %s', (url, title) => {
    expect(ofUrl(url)).toBe(title);
  });

  it.each([
    ['a%00b.txt', 'ab'],
    ['nota_1.txt', 'nota 1'],
    ['%00.txt', 'Prazos'],
  ])('of the file %s is %s', (name, title) => {
    expect(ofFile(name)).toBe(title);
  });

  it('has nothing in it that cannot be stored or seen, and is never empty', () => {
    const bytes = fc
      .array(fc.integer({ min: 0, max: 255 }))
      .map((all) => all.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
    fc.assert(
      fc.property(fc.oneof(bytes, fc.string({ unit: 'binary' })), (given) => {
        for (const title of [ofFile(given), ofUrl(`https://x.example/${encodeURI(given.toWellFormed())}`)]) {
          expect(title).toMatch(/^\S(.*\S)?$/u);
          expect(title).not.toMatch(/[\p{Cc}\p{Cs}\u200b\u202a-\u202e\u2066-\u2069]/u);
        }
      }),
    );
  });
});
