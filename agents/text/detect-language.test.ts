import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKnowledge } from '../../testing/seed.ts';
import { detectLanguage } from './detect-language.ts';
import { sentences } from './sentences.ts';

describe('detectLanguage()', () => {
  it.each([
    ['5 erros ao escolher um fornecedor de implantes', 'pt'],
    ['Olá mundo', 'pt'],
    ['Salas limpas ISO 14644-1', 'pt'],
    ['Validação de limpeza', 'pt'],
    ['IQ, OQ and PQ explained', 'en'],
    ['What ASTM F136 titanium means for implants', 'en'],
    ['Risk management for implants', 'en'],
    ['Choosing an implant supplier', 'en'],
  ])('reads %j as %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it.each(['', '12345', 'ISO 13485', 'ASTM F136', '日本語のテキスト'])(
    'does not know the language of %j',
    (text) => {
      expect(detectLanguage(text)).toBeNull();
    },
  );

  it('knows the language of every seeded document, and of nearly all its longer sentences', () => {
    const known = readKnowledge().flatMap((d) =>
      sentences(d.text).map((s) => ({ text: s.text, language: d.language })),
    );
    const long = known.filter(
      (s) => s.text.length > 60 && !s.text.startsWith('#') && !s.text.startsWith('-'),
    );
    const right = long.filter((s) => detectLanguage(s.text) === s.language);
    expect(right.length / long.length).toBeGreaterThan(0.98);
    for (const document of readKnowledge()) expect(detectLanguage(document.text)).toBe(document.language);
  });

  it('answers for any input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) =>
        ['pt', 'en', null].includes(detectLanguage(text)),
      ),
    );
  });
});
