import { describe, expect, it } from 'vitest';
import { pdfParagraphs } from './pdf-paragraphs.ts';
import { withRuledTables } from './pdf-ruled.ts';
import type { PdfRun } from './pdf-text.ts';

const SIZE = 10;
const word = (text: string, x: number, y: number, width = text.length * 5): PdfRun => ({
  text,
  x,
  y,
  width,
  size: SIZE,
  endsLine: true,
});
const across = (y: number, x0: number, x1: number) => ({ x0, y0: y, x1, y1: y });
const down = (x: number, y0: number, y1: number) => ({ x0: x, y0, x1: x, y1 });
/** Borders around two columns at 50 and 120, to 200; rows 20 high, the first below 700. */
const borders = (rows: number) => [
  ...Array.from({ length: rows + 1 }, (_, at) => across(700 - 20 * at, 50, 200)),
  ...[50, 120, 200].map((x) => down(x, 700 - 20 * rows, 700)),
];
const read = (
  runs: PdfRun[],
  rules: ReturnType<typeof borders>,
  texts: { text: string; x: number; y: number }[] = [],
) => pdfParagraphs([withRuledTables(runs, { rules, texts: texts.map((one) => ({ ...one, seen: true })) })]);

describe('withRuledTables()', () => {
  it('reads a table of two narrow columns row by row, whose lines alone part its cells', () => {
    const runs = [
      word('Antes.', 50, 720),
      word('Propriedade', 52, 686),
      word('Valor', 122, 686),
      word('Alongamento', 52, 666),
      word('10 %', 122, 666),
      word('Depois.', 50, 640),
    ];
    expect(read(runs, borders(2))).toEqual(['Antes.', 'Propriedade | Valor\nAlongamento | 10 %', 'Depois.']);
  });

  it('names a cell over two rows in each, and a cell over two columns once', () => {
    const rules = [
      ...[700, 680, 640].map((y) => across(y, 50, 200)),
      across(660, 120, 200),
      down(50, 640, 700),
      down(120, 640, 680),
      down(200, 640, 700),
    ];
    const runs = [
      word('Resistência (MPa)', 60, 686),
      word('Ti-6Al-4V', 52, 656),
      word('860', 122, 666),
      word('795', 122, 646),
    ];
    expect(read(runs, rules)).toEqual(['Resistência (MPa)\nTi-6Al-4V | 860\nTi-6Al-4V | 795']);
  });

  it('keeps lines of one cell together, its numbers apart and its powers', () => {
    const runs = [
      word('Vida', 52, 692),
      word('em ci-', 52, 682.5),
      word('clos', 52, 673),
      word('10', 122, 690),
      { ...word('7', 132, 694), size: 6, width: 3 },
      word('25', 122, 670),
      word('Ra', 52, 646),
      word('0,8', 122, 646),
    ];
    const rules = [
      ...[700, 660, 640].map((y) => across(y, 50, 200)),
      ...[50, 120, 200].map((x) => down(x, 640, 700)),
    ];
    expect(read(runs, rules)).toEqual(['Vida em ciclos | 10⁷; 25\nRa | 0,8']);
  });

  it('parts a run that was put together over a border, where it was drawn apart', () => {
    const runs = [word('Resistência 860 MPa', 52, 686, 110), word('Dureza 35', 52, 666, 90)];
    const texts = [
      { text: 'Resistência', x: 52, y: 686 },
      { text: '860', x: 122, y: 686 },
      { text: 'MPa', x: 142, y: 686 },
      { text: 'Dureza', x: 52, y: 666 },
      { text: '35', x: 122, y: 666 },
    ];
    expect(read(runs, borders(2), texts)).toEqual(['Resistência | 860 MPa\nDureza | 35']);
  });

  it('leaves text as it is that runs over the lines of a drawing, and empty grids', () => {
    const over = [
      word('Uma frase que passa por cima das linhas do desenho', 52, 686),
      word('e segue.', 52, 672),
    ];
    expect(withRuledTables(over, { rules: borders(2), texts: [] })).toBe(over);
    const chart = [word('Força', 52, 686)];
    expect(withRuledTables(chart, { rules: borders(3), texts: [] })).toBe(chart);
  });
});
