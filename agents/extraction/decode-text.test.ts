import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const text = 'Inspeção: decisão, água, três lotes, nº 5, 37 °C, “aspas” e é só.';

describe('decodeText()', () => {
  it.each(['utf8', 'win1252', 'macintosh', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    'tells %s by its bytes, with a mark and without',
    (charset) => {
      expect(decodeText(iconv.encode(text, charset), null)).toBe(text);
      if (charset.startsWith('utf'))
        expect(decodeText(iconv.encode(text, charset, { addBOM: true }), null)).toBe(text);
    },
  );

  it('tells the charset of DOS', () => {
    const old = 'Inspeção e decisão: água, três lotes, é só.';
    expect(decodeText(iconv.encode(old, 'cp850'), null)).toBe(old);
  });

  it.each(['iso-8859-1', 'utf-16', 'gbk', 'x-user-defined', 'nonsense'])(
    'reads UTF-8 as UTF-8 though a server calls it %s',
    (charset) => {
      expect(decodeText(Buffer.from(text), charset)).toBe(text);
    },
  );

  it('reads an old charset as such though a server calls it UTF-8', () => {
    expect(decodeText(iconv.encode(text, 'win1252'), 'utf-8')).toBe(text);
  });

  it('believes a server or a page where bytes alone do not tell', () => {
    const polish = 'Zażółć gęślą jaźń';
    expect(decodeText(iconv.encode(polish, 'iso-8859-2'), 'iso-8859-2')).toBe(polish);
    const page = `<html><head><!--${'x'.repeat(3000)}--><meta charset="iso-8859-2"></head>${polish}`;
    expect(decodeText(iconv.encode(page, 'iso-8859-2'), null)).toContain(polish);
  });

  it('keeps all of UTF-8 when a byte of it is none, and the sign that the byte was', () => {
    const slip = Buffer.concat([
      Buffer.from(`${text} Faixa de 5`),
      Buffer.from([0x96]),
      Buffer.from('10 mm.'),
    ]);
    expect(decodeText(slip, null)).toBe(`${text} Faixa de 5–10 mm.`);
    expect(decodeText(Buffer.from(text).subarray(0, 8), 'utf-8')).toBe('Inspeç\ufffd');
  });
});
