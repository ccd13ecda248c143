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

test('slug() is never empty', () => {
  expect(slug('质量', 'article')).toBe('article');
});
