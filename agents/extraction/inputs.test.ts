import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extract } from './extract.ts';

const folder = new URL('./inputs/', import.meta.url);
/** The paragraph that stands in most inputs, so that a reader of articles takes them for one. */
const ACP =
  'Acompanhamento da produção: a inspeção de recebimento verifica a composição química, a microestrutura e as propriedades mecânicas de cada lote de titânio antes da usinagem. O fornecedor entrega o certificado do material com o número da corrida, e a equipe de qualidade confere cada valor com a norma aplicável.';
const FOUR = [ACP, ACP, ACP, ACP].join('\n\n');

const read = (name: string) =>
  extract({ bytes: readFileSync(new URL(name, folder)), name, contentType: '', charset: null });

/** Name of an input, its title, its text. */
const web: [string, string | null, string][] = [
  ['h02-latin1-meta-only.html', 'Guia de inspeção', FOUR],
  ['h03-cp1252-no-charset.html', 'Guia de inspeção', FOUR],
  ['h05-utf16-bom.html', 'Guia de inspeção', FOUR],
  ['h06-meta-utf16-but-utf8.html', 'Guia de inspeção', FOUR],
  ['h07-xml-decl-latin1.html', 'Guia de inspeção', FOUR],
  ['h08-x-user-defined.html', 'Guia de inspeção', FOUR],
  [
    'h09-table-paragraph-cells.html',
    'Guia de inspeção',
    `${FOUR}\n\nEtapa | Critério\nReceber Pesar | nota fiscal certificado\nUsinar Lavar | Ra 0,8 sem rebarba`,
  ],
  ['h10-newsletter-wins.html', 'Guia de inspeção', `${FOUR}\n\n${ACP}\n\n${ACP}`],
  ['h11-details.html', 'Guia de inspeção', `${FOUR}\n\nQual é o prazo?\n\nO prazo é de quinze dias úteis.`],
  ['h12-dl.html', 'Guia de inspeção', `${FOUR}\n\nLote mínimo: Uma peça.\nPrazo: Quinze dias.`],
  ['h13-code.html', 'Guia de inspeção', `${FOUR}\n\nra = 0.8\nif ra > 1:\n    stop()\n\nUse ra_max e Ctrl.`],
  ['h14-lazy-noscript.html', 'Guia de inspeção', FOUR],
  ['h15-no-body-tag.html', 'Guia', `## Guia de inspeção\n\n${ACP}\n\n${ACP}\n\n${ACP}`],
  [
    'h16-no-body-with-html-head.html',
    'Guia de inspeção',
    `## Guia de inspeção\n\n${ACP}\n\n${ACP}\n\n${ACP}`,
  ],
  ['h18-cookie-wall.html', 'Guia de inspeção', FOUR],
  ['h19-paywall.html', 'Guia de inspeção', ACP],
  [
    'h24-nested-heading-in-li.html',
    'Guia de inspeção',
    `${FOUR}\n\n1. Receber\n  Conferir a nota.\n  Pesar o lote.\n2. Usinar\n  Medir.`,
  ],
  ['h26-entities-nbsp.html', 'Guia de inspeção', `${FOUR}\n\n5 000 peças–mês &amp; maispalavra.`],
  ['h27-hidden-css.html', 'Guia de inspeção', FOUR],
  ['h28-base-gbk-bytes.html', 'Guia de inspeção', FOUR],
];

const markdown: [string, string | null, string][] = [
  ...[
    'm01-front-matter',
    'm02-front-matter-crlf',
    'm03-front-matter-trailing-space',
    'm04-front-matter-dots',
    'm05-toml-front-matter',
  ].map((name): [string, string, string] => [`${name}.md`, 'Guia de inspeção', ACP]),
  [
    'm06-details.md',
    'Perguntas',
    `${ACP}\n\nQual é o prazo de entrega?\n\nO prazo é de 15 dias úteis após o pedido.\n\nHá lote mínimo?\n\nNão, o lote mínimo é uma peça.`,
  ],
  ['m07-html-table.md', 'Tabela', `${ACP}\n\nLiga | Resistência\nTi-6Al-4V ELI | 860 MPa\n\nFim.`],
  [
    'm09-inline-html.md',
    'Título',
    `A dose é H2O e x²; a tolerância é 0,01 mm.\nLinha nova. Atenção.\n\n${ACP}`,
  ],
  [
    'm10-wikilinks.md',
    'Nota',
    `Veja a norma e Fornecedores. Imagem: . destaque e .\n\nImportante\n\nO lote 7 foi recusado.\n\n${ACP}`,
  ],
  [
    'm14-footnotes.md',
    null,
    `Texto com nota [1] e outra [2].\n\n${ACP}\n\n1. A primeira nota.\n2. A segunda nota com continuação.`,
  ],
  ['m15-math.md', null, `A tensão é σ = F/A e\n\nσmax = 860 MPa\n\n${ACP}`],
  ['m16-images-alt.md', null, `Gráfico: 12 % de refugo em 2024\n\n${ACP}`],
  ['m17-setext-hr.md', 'Título principal', `## Seção\n\n${ACP}\n\n${ACP}`],
  ['m18-admonition.md', null, `Atenção\n\nNão reutilize a placa.\n\n${ACP}`],
  ['m19-link-ref.md', null, `Veja o guia e https://example.com/x, https://example.com/y.\n\n${ACP}`],
  ['m20-html-comment.md', null, `Antes.\n\n${ACP}`],
  ['m21-definition-list.md', null, `Ti grau 4: Titânio comercialmente puro.\n\n${ACP}`],
  [
    'm22-indented-export.md',
    null,
    `Este texto foi colado com recuo de quatro espaços em cada linha.\nSegunda linha do mesmo texto.\n\n${ACP}`,
  ],
  ['m24-escape-entities.md', null, `Pressão < 5 bar & temperatura > 20 °C; 5 * 3.\n\n${ACP}`],
];

const text: [string, string | null, string][] = [
  ['t01-utf8-one-bad-byte.txt', null, `${ACP}\n\nFaixa de 5–10 mm.\n\n${ACP}`],
  ...[
    't03-utf16le-bom',
    't04-utf16be-bom',
    't06-utf32le-bom',
    't08-macroman',
    't10-nul-padding',
    't13-utf8-double-bom',
    't17-html-in-txt',
    't19-decomposed-accents',
    't20-nbsp-zwsp',
  ].map((name): [string, null, string] => [`${name}.txt`, null, ACP]),
  ['t07-cp1252.txt', null, `${ACP}\n\n“Aspas” – travessão… €5`],
  ['t09-cr-only.txt', null, `${ACP}\n\n${ACP}`],
  ['t11-nul-late.txt', null, [ACP, ACP, ACP, ACP, ACP, ACP].join('\n\n')],
  ['t14-hard-wrapped-72.txt', null, [ACP, ACP, ACP].join(' ')],
  [
    't15-ligatures.txt',
    null,
    `A certificação do fabricante verifica o conflito entre normas e a eficiência do acabamento superficial antes do envio do lote ao cliente final.\n\n${ACP}`,
  ],
  ['t16-form-feed-pages.txt', null, `${ACP}\n\n${ACP}`],
  [
    't18-semicolon.csv',
    null,
    'Produto | Liga | Diâmetro\nParafuso | Ti-6Al-4V ELI | 2,0 mm\nPlaca | Ti grau 4 | 1,5 mm',
  ],
  [
    't21-utf7ish-smart-percent.txt',
    null,
    `${ACP}\n\nRedução de 40 % no tempo, ±0,01 mm, Ra ≤ 0,8 µm, 37 °C, H₂O, x², ½.`,
  ],
];

const LOT =
  'O fornecedor entrega o certificado do material com o número da corrida, e a equipe de qualidade confere cada valor com a norma aplicável antes da usinagem do lote.';
const word: [string, string | null, string][] = [
  ...[
    'd01-document2',
    'd14-stored-zip',
    'd15-page-of-runs',
    'd16-header-only',
    'd20-streamed-zip',
    'd21-streamed-stored-zip',
    'd22-leading-slash-target',
  ].map((name): [string, null, string] => [`${name}.docx`, null, LOT]),
  [
    'd02-table-multi-paragraph.docx',
    null,
    `${LOT}\n\nEtapa | Critério\nReceber Pesar | nota fiscal certificado 3.1\n\n${LOT}`,
  ],
  ['d03-superscript.docx', null, `${LOT}\n\nResiste a 10⁷ ciclos em 860 MPa [1]; TiO2.`],
  ['d04-math.docx', null, `${LOT}\n\nA tensão máxima é 860 MPa.`],
  ['d05-tracked.docx', null, `${LOT}\n\nO prazo é de 15 dias.`],
  ['d06-hidden-text.docx', null, `${LOT}\n\nPreço sob consulta.`],
  ['d07-sdt.docx', null, `${LOT}\n\nTítulo no controle de conteúdo.\n\nAntes DENTRO depois.`],
  ['d08-tab-nbh-sym.docx', null, `${LOT}\n\nLote 77\u2011B, 37 °C\nlinha doisfim`],
  ['d09-caps-title-style.docx', 'Guia de inspeção', LOT],
  ['d10-pt-heading-styles.docx', 'Recebimento', `${LOT}\n\n## Detalhe\n\n${LOT}`],
  ['d12-textbox-both.docx', null, `${LOT}\n\nTexto da caixa: lote 77.`],
  ['d13-textbox-choice-only.docx', null, `${LOT}\n\nTexto da caixa: lote 77.`],
  ['d17-footnote-number.docx', null, `${LOT}\n\nResistência de 860 [1] MPa.\n\n1. Medido a 20 graus.`],
  ['d18-list-interrupted.docx', null, `1. Receber\n2. Pesar\n\n${LOT}\n\n3. Liberar`],
  ['d23-hidden-by-style.docx', null, `${LOT}\n\nPreço sob consulta.`],
];

/** In files of PDF, where a page's end parts what nothing else does. */
const pdf: [string, string | null, string][] = [
  [
    'p02-table.pdf',
    null,
    `${LOT}\n\nLiga | Norma | Limite\nTi grau 4 | F67 | 550\nTi-6Al-4V ELI | F136 | 795\nCoCrMo | F1537 | 827\n\n${LOT}`,
  ],
  ...['p03-title-anonymous', 'p04-title-powerpoint', 'p05-title-word-temp'].map(
    (name): [string, string, string] => [`${name}.pdf`, 'Guia de inspeção', `## Guia de inspeção\n\n${LOT}`],
  ),
  ['p06-form-values.pdf', null, `${LOT}\n\nNúmero da corrida: TI-2024-0077\n\nAprovado por: Ana Lima`],
  [
    'p07-two-columns-row-order.pdf',
    null,
    'A coluna da esquerda fala do recebimento do lote e da conferência do certificado pela qualidade.\n\nA coluna da direita fala da embalagem final e do prazo de entrega combinado com o cliente.',
  ],
  [
    'p08-bullets-symbol.pdf',
    null,
    `${LOT}\n\n• Receber o lote\n\n• Pesar o lote\n\n• Liberar o lote\n\n– Primeiro\n\n– Segundo\n\n– Terceiro\n\n• Passo um\n\n• Passo dois\n\n✓ Caso um\n\n✓ Caso dois`,
  ],
  ['p09-white-text.pdf', null, `${LOT}\n\n${LOT}`],
  ['p10-rotated.pdf', null, `${LOT}\n\nTexto vertical: lote 77 liberado em maio.`],
  [
    'p11-soft-hyphen-lines.pdf',
    null,
    `A inspeção de recebimento e o pré-tratamento, o ultrassom, o automatizado e o guarda-chuva de 2024-2025 constam do Ti-6Al-4V ELI.\n\n${LOT}`,
  ],
  ['p12-page-numbers.pdf', null, Array.from({ length: 4 }, () => `${LOT} ${LOT}`).join('\n\n')],
  ['p14-leader-toc.pdf', null, `Recebimento … 3\nUsinagem … 7\nLimpeza … 12\n\n${LOT}`],
  [
    'p15-catalogue-page-each.pdf',
    null,
    (
      [
        ['2,0', '1001', 'mão', '860'],
        ['2,4', '1002', 'face', '795'],
        ['2,7', '1003', 'pé', '550'],
        ['3,5', '1004', 'coluna', '827'],
      ] as const
    )
      .map(
        ([size, code, use, limit]) =>
          `Parafuso ${size} mm, código ${code}\n\n${LOT} Uso em ${use}.\n\nResistência ${limit} MPa`,
      )
      .join('\n\n'),
  ],
  ['p17-rotated-pages.pdf', null, `${LOT}\n\n${LOT} Segunda página.`],
  [
    'p18-hyphen-page-break.pdf',
    null,
    `${LOT}\n\nA inspeção final verifica a rastreabilidade de cada peça do lote.\n\n${LOT}`,
  ],
  ['p19-dropcap.pdf', null, `A inspeção final verifica a rastreabilidade.\n\n${LOT}`],
  ['p20-letter-spaced.pdf', null, `ACABAMENTO\n\nACABAMENTO\n\nAcabamento superficial\n\n${LOT}`],
  [
    'p21-sidebar.pdf',
    null,
    `O corpo do texto corre na coluna da esquerda e fala do recebimento do lote de titânio na fábrica.\n\nATENÇÃO: não reutilize a placa.\n\n${LOT}`,
  ],
];

describe('extract() of documents that people have met', () => {
  it.each([...word, ...pdf, ...web, ...markdown, ...text])('%s', async (name, title, wanted) => {
    expect(await read(name)).toMatchObject({ title, text: wanted });
  });

  it('reads each row of a long table', async () => {
    const { text: rows } = await read('h23-long-table.html');
    for (let n = 0; n < 60; n += 1) expect(rows).toContain(`\nLiga ${n} | ${800 + n} MPa`);
  });

  it('finds the charset of a page behind a long comment', async () => {
    expect((await read('h04-charset-after-2k.html')).text).toContain('żółć antes da usinagem');
  });

  it.each([
    ['h17-frameset.html', 'frames'],
    ['h20-soft404.html', 'missing'],
    ['h21-js-only.html', 'scripts'],
  ])('%s holds nothing to read, and says why', async (name, reason) => {
    await expect(read(name)).rejects.toMatchObject({ code: 'no_text', params: { reason } });
  });

  it('says that a page ends where its readers have to pay', async () => {
    expect((await read('h19-paywall.html')).warnings).toContain('behind_paywall');
  });

  it('has an input for each line of this page', () => {
    const named = new Set([...word, ...pdf, ...web, ...markdown, ...text].map(([name]) => name));
    const others = ['h04', 'h17', 'h20', 'h21', 'h23', 't22'];
    const left = readdirSync(folder).filter((name) => /^[dhmpt]/.test(name) && !named.has(name));
    expect(left.map((name) => name.slice(0, 3))).toEqual(others);
  });
});
