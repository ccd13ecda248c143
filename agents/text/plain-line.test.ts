import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainLine, plainText } from './plain-line.ts';

describe('plainLine()', () => {
  it.each([
    ['an entity', 'Qualidade &amp; prazo', 'Qualidade & prazo'],
    ['an entity escaped twice', 'Qualidade &amp;amp; prazo', 'Qualidade & prazo'],
    ['entities by name and number', 'Passiva&ccedil;&atilde;o&#58; 5&nbsp;&#xB5;m', 'Passivação: 5 µm'],
    ['a tag', '<b>Limpeza</b> validada', 'Limpeza validada'],
    ['a line break as a tag', 'Limpeza<br>validada<br/>hoje', 'Limpeza validada hoje'],
    ['an escaped tag', '&lt;strong&gt;Limpeza&lt;/strong&gt;', 'Limpeza'],
    ['a tag with attributes', '<span style="color:red">Limpeza</span>', 'Limpeza'],
    ['a paragraph', '<p>Limpeza</p><p>Registro</p>', 'Limpeza Registro'],
    ['a written line break', 'Limpeza\\ne registro', 'Limpeza e registro'],
    ['a written line break of Windows', 'Limpeza\\r\\nRegistro', 'Limpeza Registro'],
    ['a comment', 'Limpeza <!-- rever -->validada', 'Limpeza validada'],
  ])('takes out %s', (_name, given, left) => {
    expect(plainLine(given)).toBe(left);
  });

  it.each([
    '5 < 7 e 9 > 3',
    'P&D e Q&A',
    'partículas <10 µm e >5 µm',
    'pasta C:\\novo\\registro',
    'a &c. e &copy',
    '{{nome}}',
  ])('keeps %j', (text) => {
    expect(plainLine(text)).toBe(text);
  });

  it('is done after one time', () => {
    const bits = fc.constantFrom(
      '&amp;',
      'amp;',
      '<b>',
      '<',
      'br',
      '>',
      '\\n',
      '\\',
      'n',
      ' ',
      'a',
      '*',
      '&lt;',
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 6 }), (parts) => {
        const once = plainLine(parts.join('a'));
        expect(plainLine(once)).toBe(once);
      }),
    );
  });
});

describe('plainText()', () => {
  it('reads written line breaks and tags as lines, and keeps the signs of a list', () => {
    expect(plainText('Um:\\n- dois &amp; três<br>- <b>quatro</b>\n\n\n\nCinco')).toBe(
      'Um:\n- dois & três\n- quatro\n\nCinco',
    );
  });
});
