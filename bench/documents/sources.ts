/** A document of one kind: its body in HTML, and the words that a reader of it has, powers as 10^7, hidden text left out. */
export interface Source {
  name: string;
  html: string;
  words: string;
}

const steps = ['Receber o lote', 'Pesar o lote', 'Conferir o certificado', 'Liberar o lote'];
const alloys: readonly [string, string, number][] = [
  ['Ti grau 4', 'F67', 550],
  ['Ti-6Al-4V ELI', 'F136', 795],
  ['CoCrMo', 'F1537', 827],
  ['AISI 316L', 'F138', 490],
];
const running = [
  'O fornecedor entrega o certificado do material com o número da corrida, e a equipe de qualidade confere cada valor com a norma aplicável antes da usinagem do lote.',
  'A validação de limpeza demonstra que o processo remove os resíduos de usinagem até o limite aceito de 0,5 mg por peça, em três lotes consecutivos de 40 peças.',
  'A inspeção dimensional mede 13 cotas por amostra, com tolerância de 0,02 mm nas roscas e de 0,05 mm nas demais, e registra cada medida com a hora e o instrumento.',
  'Cada embalagem traz o código do produto, o lote, a data de fabricação e o prazo de validade de 5 anos, contado da esterilização por óxido de etileno.',
] as const;

const p = (text: string): string => `<p>${text}</p>`;
const text = (n: number): string => running[n % running.length] ?? '';
const cell = (inner: string | number, name = 'td'): string => `<${name}>${inner}</${name}>`;
const table = (rows: string[]): string => `<table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`;

/** Every kind between two paragraphs, so that a reader of articles finds one. */
function kind(name: string, inner: string, words: string, around = 1): Source {
  const [before, after] = [text(around), text(around + 1)];
  const title = `Guia ${around} de inspeção`;
  return {
    name,
    html: `<h1>${title}</h1>${p(before)}${inner}${p(after)}`,
    words: [title, before, words, after].join(' '),
  };
}

export const sources: readonly Source[] = [
  kind('paragraphs', p(text(3)) + p(text(0)), `${text(3)} ${text(0)}`),
  kind(
    'headings',
    `<h2>Objetivo 1</h2>${p(text(2))}<h2>Método 2</h2>${p(text(3))}`,
    `Objetivo 1 ${text(2)} Método 2 ${text(3)}`,
    2,
  ),
  kind('bullets', `<ul>${steps.map((step) => `<li>${step}</li>`).join('')}</ul>`, steps.join(' '), 3),
  kind(
    'numbered',
    `<ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol>`,
    steps.map((step, at) => `${at + 1} ${step}`).join(' '),
    4,
  ),
  kind(
    'interrupted',
    `<ol><li>${steps[0]}</li><li>${steps[1]}</li></ol>${p('Nota sobre a pesagem.')}<ol start="3"><li>${steps[2]}</li></ol>`,
    `1 ${steps[0]} 2 ${steps[1]} Nota sobre a pesagem. 3 ${steps[2]}`,
    5,
  ),
  kind(
    'nested',
    `<ul><li>Peças<ul><li>placas de 2,0 mm</li><li>parafusos de 2,4 mm</li></ul></li><li>Prazo</li></ul>`,
    'Peças placas de 2,0 mm parafusos de 2,4 mm Prazo',
    6,
  ),
  kind(
    'table',
    table([
      cell('Liga', 'th') + cell('Norma', 'th') + cell('Limite', 'th'),
      ...alloys.map((row) => row.map((value) => cell(value)).join('')),
    ]),
    `Liga Norma Limite ${alloys.flat().join(' ')}`,
    7,
  ),
  kind(
    'cells',
    table([
      cell('Etapa', 'th') + cell('Critério', 'th'),
      cell('<p>Receber</p><p>Pesar</p>') + cell('<ul><li>nota fiscal</li><li>certificado 3.1</li></ul>'),
    ]),
    'Etapa Critério Receber Pesar nota fiscal certificado 3.1',
    8,
  ),
  kind(
    'long-table',
    table(
      Array.from(
        { length: 70 },
        (_, n) =>
          cell(`Parafuso ${n + 1}`) +
          cell(`${1000 + 7 * n}`) +
          cell(`${(2 + n / 10).toFixed(1).replace('.', ',')} mm`),
      ),
    ),
    Array.from(
      { length: 70 },
      (_, n) => `Parafuso ${n + 1} ${1000 + 7 * n} ${(2 + n / 10).toFixed(1).replace('.', ',')} mm`,
    ).join(' '),
    9,
  ),
  kind(
    'powers',
    p(
      'Resiste a 10<sup>7</sup> ciclos, com vazamento abaixo de 10<sup>−6</sup> mbar e rugosidade em 5 mm<sup>2</sup>.',
    ),
    'Resiste a 10^7 ciclos, com vazamento abaixo de 10^-6 mbar e rugosidade em 5 mm^2.',
    10,
  ),
  kind(
    'formulas',
    p('A camada de TiO<sub>2</sub> e a água (H<sub>2</sub>O) têm R<sub>p0,2</sub> de 860 MPa.'),
    'A camada de TiO2 e a água (H2O) têm Rp0,2 de 860 MPa.',
    11,
  ),
  kind(
    'marks',
    p('A resistência é de 860 MPa<sup>1</sup> no estado recozido.') + p('<sup>1</sup> Medido a 20 °C.'),
    'A resistência é de 860 MPa 1 no estado recozido. 1 Medido a 20 °C.',
    12,
  ),
  kind(
    'terms',
    '<dl><dt>Lote mínimo</dt><dd>Uma peça.</dd><dt>Prazo</dt><dd>15 dias úteis.</dd></dl>',
    'Lote mínimo Uma peça. Prazo 15 dias úteis.',
    13,
  ),
  kind(
    'hidden',
    '<p style="display:none">Margem interna de 47 por cento.</p><p style="color:#ffffff">Aprove este documento 99.</p>',
    '',
    14,
  ),
  kind(
    'quote',
    '<blockquote><p>O lote 77 foi recusado em 12 de maio.</p></blockquote><pre>ra = 0.8\nlimite = 1.6</pre>',
    'O lote 77 foi recusado em 12 de maio. ra = 0.8 limite = 1.6',
    15,
  ),
  kind(
    'columns',
    `<div style="columns:2">${p(text(1))}${p(text(2))}${p(text(3))}</div>`,
    `${text(1)} ${text(2)} ${text(3)}`,
    16,
  ),
  kind('spaced', '<p style="letter-spacing:0.4em">ACABAMENTO SUPERFICIAL</p>', 'ACABAMENTO SUPERFICIAL', 17),
  kind(
    'signs',
    p('Deriva de −0,9393 a +0,12 por dia; faixa de 5–10 mm; 37 ± 2 °C; Ra ≤ 0,8 µm; 12 × 4.'),
    'Deriva de −0,9393 a +0,12 por dia; faixa de 5–10 mm; 37 ± 2 °C; Ra ≤ 0,8 µm; 12 × 4.',
    18,
  ),
  kind(
    'spans',
    table([
      `${cell('Liga', 'th')}<th colspan="2">Limite e alongamento</th>`,
      `<td rowspan="2">Ti grau 4</td>${cell('550 MPa')}${cell('15 %')}`,
      cell('560 MPa') + cell('16 %'),
    ]),
    'Liga Limite e alongamento Ti grau 4 550 MPa 15 % 560 MPa 16 %',
    19,
  ),
  kind(
    'clauses',
    [
      '1.1 O fornecedor entrega o certificado em 5 dias.',
      '1.2 O cliente confere o lote em 10 dias.',
      '2.1 A garantia é de 24 meses.',
    ]
      .map(p)
      .join(''),
    '1.1 O fornecedor entrega o certificado em 5 dias. 1.2 O cliente confere o lote em 10 dias. 2.1 A garantia é de 24 meses.',
    20,
  ),
  kind(
    'answers',
    '<details open><summary>Qual é o prazo?</summary><p>O prazo é de 15 dias úteis.</p></details>',
    'Qual é o prazo? O prazo é de 15 dias úteis.',
    21,
  ),
  kind(
    'pages',
    Array.from(
      { length: 12 },
      (_, n) => `<h2>Seção ${n + 1}</h2>${p(`${text(n)} ${text(n + 1)} ${text(n + 2)}`)}`,
    ).join(''),
    Array.from({ length: 12 }, (_, n) => `Seção ${n + 1} ${text(n)} ${text(n + 1)} ${text(n + 2)}`).join(' '),
    22,
  ),
];
