import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { documentKind } from './document-kind.ts';

const kindOf = (bytes: Uint8Array, name = 'a.docx', contentType = '') =>
  documentKind({ bytes, name, contentType, charset: null });
const ole = (stream: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(stream, 'utf16le')]);
const zip = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<x/>')])));

describe('documentKind()', () => {
  it.each([
    ['an old Word file', ole('WordDocument'), 'application/msword'],
    ['an old workbook', ole('Workbook'), 'application/vnd.ms-excel'],
    ['an old presentation', ole('PowerPoint Document'), 'application/vnd.ms-powerpoint'],
    ['a mail', ole('__substg1.0_0037001F'), 'application/vnd.ms-outlook'],
    ['rich text', Buffer.from('{\\rtf1 texto}'), 'application/rtf'],
    ['a workbook', zip('[Content_Types].xml', 'xl/workbook.xml'), /spreadsheetml/],
    ['a presentation', zip('[Content_Types].xml', 'ppt/presentation.xml'), /presentationml/],
    ['Pages', zip('Index/Document.iwa', 'preview.jpg'), 'application/vnd.apple.pages'],
    [
      'OpenDocument',
      zipSync({
        mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
        'content.xml': strToU8('<x/>'),
      }),
      'application/vnd.oasis.opendocument.text',
    ],
    ['a picture', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg'],
  ])('names %s that is called .docx', (_what, bytes, type) => {
    expect(() => kindOf(bytes)).toThrow(
      expect.objectContaining({
        code: 'content_type',
        params: { type: typeof type === 'string' ? type : expect.stringMatching(type) },
      }),
    );
  });

  it('knows an encrypted file of any Office', () => {
    expect(() => kindOf(ole('EncryptedPackage'))).toThrow(
      expect.objectContaining({ code: 'unreadable_file', params: { reason: 'encrypted' } }),
    );
  });

  it('reads Markdown that a server calls plain text, by the end of its address', () => {
    expect(kindOf(Buffer.from('# Guia'), 'README.md', 'text/plain')).toBe('markdown');
    expect(kindOf(Buffer.from('<!doctype html><html>'), 'README.md', 'text/html')).toBe('html');
  });

  it('takes a text for a text in any encoding', () => {
    for (const charset of ['utf8', 'utf16le'] as const)
      expect(kindOf(Buffer.from('Prazo de dez dias úteis.', charset), 'a.txt')).toBe('text');
    expect(kindOf(Buffer.from('Prazo de dez dias úteis.\0\0\0\0'), 'a.txt')).toBe('text');
  });
});
