import { expect, test } from 'vitest';
import { slug } from './slug.ts';

test('slug() keeps letters and digits, without accents', () => {
  expect(slug('Não-conformidade: 5 ações (ISO 13485)', 'x')).toBe('nao-conformidade-5-acoes-iso-13485');
});

test('slug() cuts a long title between words, and a long word anywhere', () => {
  const title = 'Como validar a limpeza de implantes antes da embalagem estéril final';
  expect(slug(title, 'x')).toBe('como-validar-a-limpeza-de-implantes-antes-da-embalagem');
  expect(slug('a'.repeat(80), 'x')).toBe('a'.repeat(60));
});

test.each([
  [
    'Registro de lote de implantes de titânio: o que perguntar ao fabricante',
    'registro-de-lote-de-implantes-de-titanio-o-que-perguntar',
  ],
  [
    'What the batch record of an implant tells a buyer about the factory',
    'what-the-batch-record-of-an-implant-tells-a-buyer',
  ],
])('slug() of "%s" does not end on a word that points at what was cut off', (title, expected) => {
  expect(slug(title, 'x')).toBe(expected);
});

test('slug() keeps the last word of a title that needs no cut', () => {
  expect(slug('O que é isso e para que', 'x')).toBe('o-que-e-isso-e-para-que');
});

test('slug() is never empty', () => {
  expect(slug('质量', 'article')).toBe('article');
});
