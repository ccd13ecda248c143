import { describe, expect, it } from 'vitest';
import { pdfParagraphs } from './pdf-paragraphs.ts';
import type { PdfRun } from './pdf-text.ts';

/** Lines of one page from the top, 14 apart; an empty one is a gap, `#` a line in a bigger size. */
function aPage(...lines: string[]): PdfRun[] {
  return lines.flatMap((line, at) =>
    line === ''
      ? []
      : [
          {
            text: line.replace(/^#/, ''),
            x: 72,
            y: 760 - at * 14,
            width: 6 * line.length,
            size: line.startsWith('#') ? 16 : 11,
            endsLine: true,
          },
        ],
  );
}

describe('pdfParagraphs()', () => {
  it('joins lines that are near, and parts those that are apart', () => {
    expect(pdfParagraphs([aPage('A limpeza remove', 'os resíduos.', '', 'Outro parágrafo.')])).toEqual([
      'A limpeza remove os resíduos.',
      'Outro parágrafo.',
    ]);
  });

  it('joins a word that a line end cut, and keeps hyphens that belong to it', () => {
    expect(
      pdfParagraphs([
        aPage('a demons-', 'tração mostra', 'que se pós-vende', 'e no pós-', 'vende remove-', 'se o resto'),
      ]),
    ).toEqual(['a demonstração mostra que se pós-vende e no pós-vende remove-se o resto']);
  });

  it('goes on over the end of a page within a sentence, and only there', () => {
    expect(pdfParagraphs([aPage('A limpeza remove'), aPage('os resíduos.'), aPage('Outra frase.')])).toEqual([
      'A limpeza remove os resíduos.',
      'Outra frase.',
    ]);
  });

  it('starts each item of a list anew', () => {
    expect(
      pdfParagraphs([aPage('Peça:', '• o certificado', '• o laudo', '1. primeiro', '2. segundo')]),
    ).toEqual(['Peça:', '• o certificado', '• o laudo', '1. primeiro', '2. segundo']);
  });

  it('marks short lines in a bigger size as headings', () => {
    expect(pdfParagraphs([aPage('#Objetivo', '', 'O texto que se lê.', 'E mais texto.')])).toEqual([
      '## Objetivo',
      'O texto que se lê. E mais texto.',
    ]);
  });

  it('leaves out what pages repeat at their edges, not what they repeat inside or in big letters', () => {
    const page = (n: number) =>
      aPage(
        'Alba, manual',
        '',
        '#Capítulo',
        '',
        'Igual em todas.',
        '',
        `Texto ${['um', 'dois', 'três'][n - 1]}.`,
        '',
        `${n} / 3`,
      );
    expect(pdfParagraphs([1, 2, 3].map(page))).toEqual(
      ['um', 'dois', 'três'].flatMap((n) => ['## Capítulo', 'Igual em todas.', `Texto ${n}.`]),
    );
  });

  it('puts runs of one line together, apart only where there is room between them', () => {
    const run = (text: string, x: number, width: number): PdfRun => ({
      text,
      x,
      y: 700,
      width,
      size: 10,
      endsLine: false,
    });
    expect(
      pdfParagraphs([
        [
          run('valida', 72, 30),
          run('ção', 102, 15),
          run('IQ', 122, 10),
          run(' ', 132, 3),
          run('OQ', 135, 10),
        ],
      ]),
    ).toEqual(['validação IQ OQ']);
  });

  it('makes nothing of nothing', () => {
    expect(pdfParagraphs([])).toEqual([]);
    expect(pdfParagraphs([aPage(' ', '  ')])).toEqual([]);
  });
});
