import { describe, expect, it } from 'vitest';
import { knowledgeFiles } from '../../testing/seed.ts';
import { pageFile } from '../../testing/web.ts';
import { documentLanguage } from './document-language.ts';

describe('documentLanguage()', () => {
  it.each(knowledgeFiles)('knows the language of $name', ({ name, text: file }) => {
    const expected = name.includes('.pt.') ? 'pt' : 'en';
    const text = file.replace(/^---[\s\S]*?\n---\n/, '');
    expect(documentLanguage(text)).toBe(expected);
    for (const paragraph of text.split('\n\n').filter((p) => p.length > 200))
      expect(documentLanguage(paragraph)).toBe(expected);
  });

  it.each([
    ['Prazo de entrega: 15 dias úteis.', 'pt'],
    ['Delivery takes 15 working days.', 'en'],
    [
      'Deburring removes burrs. Inspect edges at 10x. Record lot, operator, date. Surface finish Ra 0.8. Titanium grade 23, ASTM F136. Vibratory tumbling, ceramic media, 40 minutes.',
      'en',
    ],
  ] as const)('tells %s as well', (text, language) => {
    expect(documentLanguage(text)).toBe(language);
  });

  it.each([
    ['spa', pageFile('validacion.es.htm').replace(/<[^>]+>/g, ' ')],
    [
      'spa',
      'El titanio de los implantes se limpia con un tratamiento químico y sin hierro libre en la pieza.',
    ],
    [
      'deu',
      'Die Reinigungsvalidierung zeigt, dass das Verfahren die Rückstände der Bearbeitung bis zur Grenze entfernt, in drei aufeinander folgenden Losen und mit einer dokumentierten Stichprobe.',
    ],
    [
      'fra',
      "La validation du nettoyage démontre que le procédé élimine les résidus d'usinage jusqu'à la limite acceptée, sur trois lots consécutifs et avec un échantillonnage documenté.",
    ],
    [
      'jpn',
      '洗浄バリデーションは、連続する三つのロットにおいて、加工残留物が許容限度まで除去されることを示すものです。'.repeat(
        4,
      ),
    ],
  ])('refuses a text in %s and names it', (language, text) => {
    expect(() => documentLanguage(text)).toThrow(
      expect.objectContaining({ code: 'other_language', params: { language } }),
    );
  });

  it('refuses what is too little to tell', () => {
    expect(() => documentLanguage('ISO 13485:2016')).toThrow(
      expect.objectContaining({ code: 'other_language', params: { language: null } }),
    );
  });
});
