import { describe, expect, it, test } from 'vitest';
import {
  type Finding,
  findingParams,
  type KitWarning,
  kitWarningParams,
  slideFields,
  slideFinding,
  tellNames,
} from '../../ports/content.ts';
import { paramsOf } from '../../testing/sample-params.ts';
import { sayFound } from './say-found.ts';
import { en, ptBr } from './texts.ts';

const locales = { en: en.findings, 'pt-BR': ptBr.findings };
const vocabulary = Object.entries({ ...findingParams, ...kitWarningParams });
// SAFETY: the params are made of the code's own shape.
const found = (code: string, params: unknown) =>
  ({ code, params, place: null }) as Finding<null> | KitWarning;

describe.each(Object.entries(locales))('the words of findings in %s', (locale, texts) => {
  it.each(vocabulary)('say %s whole, with what it is told with', (code, shape) => {
    const said = sayFound(found(code, paramsOf(shape, 'QX')), texts);
    expect(said).toMatch(/^\S.{5,}/s);
    expect(said).not.toMatch(/undefined|NaN|\[object|\$\{|null/);
    const isTold =
      JSON.stringify(paramsOf(shape, 'QX')).includes('QX') && code !== 'part_count' && code !== 'empty_field';
    expect(said.includes('QX')).toBe(isTold);
  });

  it('know each text of a slide and each sign of a machine', () => {
    for (const field of slideFields)
      expect(sayFound(found('empty_field', { field, at: 2, layout: 'list' }), texts)).toMatch(/“\p{L}.* 2”/u);
    for (const sign of tellNames)
      expect(sayFound(found('ai_sounding', { sentence: 's', tells: [sign] }), texts)).toMatch(/\(.{4,}\)/);
  });

  it('belong to the codes of the port and to no other', () => {
    expect(Object.keys(texts).sort()).toEqual(vocabulary.map(([code]) => code).sort());
    expect(locale).not.toBe('');
  });
});

test.each(vocabulary.filter(([code]) => !['house_rule', 'editor', 'not_supported'].includes(code)))(
  'findings of %s are told to a Portuguese team in Portuguese',
  (code, shape) => {
    const one = found(code, paramsOf(shape, 'QX'));
    const said = sayFound(one, ptBr.findings);
    expect(said).not.toBe(sayFound(one, en.findings));
    expect(said).not.toMatch(/\b(the|and|of|is|are|not|has|have|with|for|characters|words|at most)\b/i);
  },
);

test('sayFound() says in both languages which sentence sounds machine-made, and by what', () => {
  const one = found('ai_sounding', { sentence: 'Vale destacar que o lote muda.', tells: ['frame', 'triad'] });
  expect(sayFound(one, en.findings)).toBe(
    'Sounds machine-made (“it is important to note”, lists of three): “Vale destacar que o lote muda.”',
  );
  expect(sayFound(one, ptBr.findings)).toBe(
    'Soa como texto de máquina (“vale destacar”, listas de três): “Vale destacar que o lote muda.”',
  );
});

test('sayFound() says in both languages which sentence its quote does not carry, and why', () => {
  const params = { sentence: 'O lote cura.', reason: 'A citação fala de registro.' };
  for (const texts of [en, ptBr])
    expect(sayFound(found('not_supported', params), texts.findings)).toBe(
      '“O lote cura.” A citação fala de registro.',
    );
  expect(sayFound(found('partly_supported', params), en.findings)).toBe(
    'Supported only in part by its quote: “O lote cura.” A citação fala de registro.',
  );
  expect(sayFound(found('partly_supported', params), ptBr.findings)).toBe(
    'Sustentado só em parte pela citação: “O lote cura.” A citação fala de registro.',
  );
});

test('sayFound() names the colours of a kit as the form does', () => {
  const params = { color: 'ink', on: 'paper', ratio: 1.54, min: 4.5 };
  expect(sayFound(found('kit_contrast', params), en.findings)).toBe(
    'Text on light ground: the contrast is 1.5, and 4.5 is the least that can be read. Slides use another shade.',
  );
  expect(sayFound(found('kit_contrast', params), ptBr.findings)).toMatch(
    /^Texto sobre fundo claro: o contraste é 1,5 e, para ler, 4,5 é o mínimo/,
  );
});

test('sayFound() cuts what a rule or a draft brings without end', () => {
  const long = found('banned_word', { pattern: 'x'.repeat(300), reason: 'y'.repeat(300) });
  expect(sayFound(long, en.findings).length).toBeLessThanOrEqual(400);
});

test('a finding without its params, or of an unknown code, is no finding', () => {
  expect(slideFinding.safeParse({ code: 'short_quote', params: { quote: 'a' }, place: 1 }).success).toBe(
    false,
  );
  expect(slideFinding.safeParse({ code: 'x', params: {}, place: 1 }).success).toBe(false);
  expect(slideFinding.safeParse({ code: 'no_hook', params: {}, place: null }).success).toBe(true);
});
