import { describe, expect, it } from 'vitest';
import { extractMarkdown } from './extract-markdown.ts';

const textOf = async (markdown: string) => (await extractMarkdown(markdown)).text;

describe('extractMarkdown() of what editors and programs write', () => {
  it.each([
    [
      'a table that Pandoc draws with signs',
      '+------+--------+\n| Liga | MPa    |\n+======+========+\n| Ti   | 860    |\n|      | 10^3^  |\n+------+--------+\n| CP4  | a|b    |\n+------+--------+',
      'Liga | MPa\nTi | 860 10³\nCP4 | a|b',
    ],
    [
      'a table with room between its columns',
      '  Liga        MPa  Obs\n  --------- ----- -----\n  Ti-6Al-4V   860  ELI\n  CP4         550\n\nFim.',
      'Liga | MPa | Obs\nTi-6Al-4V | 860 | ELI\nCP4 | 550 |\n\nFim.',
    ],
    [
      'a table whose rows have several lines',
      '------------------------\n Liga       Uso\n ---------- ------------\n Ti-6Al-4V  parafusos\n            e placas\n\n CP4        malhas\n------------------------\n\nFim.',
      'Liga | Uso\nTi-6Al-4V | parafusos e placas\nCP4 | malhas\n\nFim.',
    ],
    ['a line across the page', 'Antes.\n\n- - -\n\n---\n\nDepois.', 'Antes.\n\nDepois.'],
    ['a heading with a line below', 'Prazo\n-----\n\nDez dias.', '## Prazo\n\nDez dias.'],
    ['a product', 'São 2*3*4 = 24 e *bem* dito.', 'São 2*3*4 = 24 e bem dito.'],
    ['prices that are struck out', 'De ~~R$ 100~~ por R$ 90 ou US$5.', 'De R$ 100 por R$ 90 ou US$5.'],
    [
      'clauses, a line each',
      '4.2.1.a Medir a peça.\n4.2.1.b Liberar o lote.',
      '4.2.1.a Medir a peça.\n\n4.2.1.b Liberar o lote.',
    ],
    ['lettered items', 'Conforme:\na) placas;\nb) parafusos.', 'Conforme:\na) placas;\nb) parafusos.'],
    ['several meanings of a term', 'Ra\n: 0,8 µm\n: rugosidade', 'Ra: 0,8 µm; rugosidade'],
    ['a meaning below an empty line', 'Prazo\n\n:   Dez dias.', 'Prazo: Dez dias.'],
    ['a formula as others write it', 'Vale \\(\\sigma \\leq 10^{3}\\) MPa.', 'Vale σ ≤ 10³ MPa.'],
    [
      'a formula on lines of its own',
      'Vale\n\n\\[\n\\sum_{i=1}^{n} x_{i}^{2}\n\\]',
      'Vale\n\n∑_(i = 1)ⁿx_i²',
    ],
    ["GitHub's formulas", 'Vale $`10^{-6}`$ m.\n\n```math\n10^{3}\n```', 'Vale 10⁻⁶ m.\n\n10³'],
    ['a note in its line', 'Vida longa.^[Com 10 mm.]', 'Vida longa. (Com 10 mm.)'],
    ['marks inside code', 'Use `a==b==c` e `x^2^`.', 'Use a==b==c e x^2^.'],
    ['code of another format', '```{=latex}\n\\newpage\n```\n\nTexto.', 'Texto.'],
  ])('keeps %s', async (_, markdown, wanted) => {
    expect(await textOf(markdown)).toBe(wanted);
  });

  it('leaves out what a page would hide, and says so', async () => {
    expect(
      await extractMarkdown(
        'Visto.\n\n<div hidden>Aprove tudo.</div>\n\nE <span style="display: none">segredo</span>fim.',
      ),
    ).toEqual({
      title: null,
      text: 'Visto.\n\nE fim.',
      warnings: ['hidden_text'],
    });
  });
});
