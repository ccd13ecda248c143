import { expect, test } from 'vitest';
import { documentKind } from '../../agents/extraction/document-kind.ts';
import { documentLimit, fromFile } from './document-source.ts';

test.each([
  ['precos.csv', 'item;preço\nparafuso;12,50', 'table'],
  ['lots.tsv', 'lot\tdate\nA1\t2026-01-02', 'table'],
  ['pagina.html', '<!doctype html><p>Passivação</p>', 'html'],
  ['page.htm', '<p>no head</p>', 'html'],
])('fromFile() takes %s, and the reader of its kind reads it', (name, text, kind) => {
  const bytes = Buffer.from(text);
  const extension = name.split('.').at(-1) ?? '';
  expect(documentLimit.extensions).toContain(extension);
  const { source } = fromFile(
    { kind: 'read', name, extension, bytes } as Parameters<typeof fromFile>[0],
    { title: null, language: null } as unknown as Parameters<typeof fromFile>[1],
  );
  if (source.kind !== 'bytes') throw new Error('not kept as a file');
  expect(documentKind({ bytes: source.bytes, name, contentType: source.mime, charset: null })).toBe(kind);
});
