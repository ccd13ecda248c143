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

describe('extract() of documents that people have met', () => {
  it.each([...web, ...markdown, ...text])('%s', async (name, title, wanted) => {
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
    const named = new Set([...web, ...markdown, ...text].map(([name]) => name));
    const others = ['h04', 'h17', 'h20', 'h21', 'h23', 't22'];
    const left = readdirSync(folder).filter((name) => /^[hmt]/.test(name) && !named.has(name));
    expect(left.map((name) => name.slice(0, 3))).toEqual(others);
  });
});
