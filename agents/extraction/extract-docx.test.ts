import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { aDocx, wordParagraph } from '../../testing/knowledge/documents.ts';
import { extract } from './extract.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
const read = (body: string, parts: Record<string, string> = {}) =>
  extract({
    bytes: aDocx(body, Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]))),
    name: 'a.docx',
    contentType: '',
    charset: null,
  });
const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (runs: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;
const item = (text: string, level: number, list = 1) =>
  paragraph(run(text), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
const styles = (...all: string[]) => ({ 'word/styles.xml': `<w:styles ${W}>${all.join('')}</w:styles>` });
const style = (id: string, name: string, inner = '', type = 'paragraph') =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/>${inner}</w:style>`;

describe('extract() of the numbers of a Word file', () => {
  const level = (at: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering = (levels: string, lists = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') => ({
    'word/numbering.xml': `<w:numbering ${W}><w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum>${lists}</w:numbering>`,
  });

  it('writes out the clauses that Word counts, in each of its forms', async () => {
    const clauses = numbering(
      level(0, 'decimal', '%1.') + level(1, 'decimal', '%1.%2') + level(2, 'lowerLetter', '%3)'),
    );
    const body = [
      item('Objeto', 0),
      item('Peças', 1),
      item('placas', 2),
      item('parafusos', 2),
      item('Prazo', 1),
      item('Preço', 0),
      item('Reajuste', 1),
    ];
    expect((await read(body.join(''), clauses)).text).toBe(
      '1. Objeto\n  1.1 Peças\n    a) placas\n    b) parafusos\n  1.2 Prazo\n2. Preço\n  2.1 Reajuste',
    );
  });

  it('goes on after a paragraph, and starts anew where the list says so', async () => {
    const lists =
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>';
    const body = [
      item('a', 0),
      wordParagraph('Texto.'),
      item('b', 0),
      wordParagraph('Texto.'),
      item('c', 0, 2),
    ];
    expect((await read(body.join(''), numbering(level(0, 'upperRoman', '%1 -'), lists))).text).toBe(
      'I - a\n\nTexto.\n\nII - b\n\nTexto.\n\nI - c',
    );
  });

  it('numbers headings, and leaves bullets as they are', async () => {
    const both = numbering(level(0, 'decimal', 'Cláusula %1ª') + level(1, 'bullet', ''));
    const heading = paragraph(
      run('Do prazo'),
      '<w:pStyle w:val="Heading2"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    );
    expect(
      (await read(heading + item('um', 1), { ...both, ...styles(style('Heading2', 'heading 2')) })).text,
    ).toMatch(/^## Cláusula 1ª Do prazo\n\n\s*- um$/);
  });
});

describe('extract() of what Word shows and hides', () => {
  it.each([
    ['by itself', run('segredo', '<w:vanish/>'), ''],
    ['by its style', run('segredo', '<w:rStyle w:val="Oculto"/>'), ''],
    ['by a style under its style', run('segredo', '<w:rStyle w:val="Filho"/>'), ''],
    ['by its paragraph', run('segredo'), '<w:pStyle w:val="Nota"/>'],
    ['in white on white', run('segredo', '<w:color w:val="FFFFFF"/>'), ''],
    ['in letters of one point', run('segredo', '<w:sz w:val="2"/>'), ''],
  ])('leaves out text that is hidden %s', async (_how, runs, properties) => {
    const known = styles(
      style('Oculto', 'Oculto', '<w:rPr><w:vanish/></w:rPr>', 'character'),
      style('Filho', 'Filho', '<w:basedOn w:val="Oculto"/>', 'character'),
      style('Nota', 'Nota', '<w:rPr><w:vanish/></w:rPr>'),
    );
    expect(await read(paragraph(runs, properties) + wordParagraph('Preço sob consulta.'), known)).toEqual({
      title: null,
      text: 'Preço sob consulta.',
      warnings: ['hidden_text'],
    });
  });

  it('keeps white letters on a ground, and text whose style hides and which does not', async () => {
    const cell = `<w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>${paragraph(run('Liga', '<w:color w:val="FFFFFF"/>'))}</w:tc>`;
    const shown = paragraph(run('visível', '<w:rStyle w:val="Oculto"/><w:vanish w:val="0"/>'));
    const known = styles(style('Oculto', 'Oculto', '<w:rPr><w:vanish/></w:rPr>', 'character'));
    const mark = paragraph(run(' ', '<w:vanish/>'));
    expect(await read(`<w:tbl><w:tr>${cell}${cell}</w:tr></w:tbl>${shown}${mark}`, known)).toMatchObject({
      text: 'Liga | Liga\n\nvisível',
      warnings: [],
    });
  });

  it('leaves out a hidden row of a table', async () => {
    const row = (text: string, properties = '') =>
      `<w:tr><w:trPr>${properties}</w:trPr><w:tc>${wordParagraph(text)}</w:tc><w:tc>${wordParagraph('1')}</w:tc></w:tr>`;
    expect((await read(`<w:tbl>${row('a')}${row('b', '<w:hidden/>')}</w:tbl>`)).text).toBe('a | 1');
  });

  it('reads boxes that are ticked and boxes that are not', async () => {
    const box = (checked: number) =>
      `<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:checked w14:val="${checked}"/></w14:checkbox></w:sdtPr><w:sdtContent>${run('x')}</w:sdtContent></w:sdt>`;
    expect((await read(paragraph(`${box(1)}${run('Aprovado')}${box(0)}${run('Reprovado')}`))).text).toBe(
      '☒ Aprovado ☐ Reprovado',
    );
  });
});

describe('extract() of the signs of a Word file', () => {
  const math = (inner: string) => `<m:oMath ${M}>${inner}</m:oMath>`;
  const t = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;

  it.each([
    [`<m:sSup><m:e>${t('10')}</m:e><m:sup>${t('−6')}</m:sup></m:sSup>`, '10⁻⁶'],
    [`${t('σ=')}<m:f><m:num>${t('F')}</m:num><m:den>${t('A')}</m:den></m:f>`, 'σ=F/A'],
    [`<m:f><m:num>${t('a+b')}</m:num><m:den>${t('2')}</m:den></m:f>`, '(a + b)/2'],
    [`<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>${t('2')}</m:e></m:rad>`, '√2'],
    [`<m:sSub><m:e>${t('R')}</m:e><m:sub>${t('p0,2')}</m:sub></m:sSub>${t('≥860')}`, 'Rp0,2 ≥ 860'],
    [`<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>${t('0; 1')}</m:e></m:d>`, '[0; 1]'],
  ])('writes a formula as one line', async (inner, wanted) => {
    expect((await read(paragraph(math(inner)))).text.replace('σ = ', 'σ=')).toBe(wanted);
  });

  it('keeps powers by a style, by hand, and letters of a font of symbols', async () => {
    const known = styles(
      style('Alto', 'Alto', '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', 'character'),
    );
    const body = [
      paragraph(run('10') + run('6', '<w:rStyle w:val="Alto"/>') + run(' ciclos')),
      paragraph(run('5 m') + run('2', '<w:position w:val="8"/><w:sz w:val="14"/>')),
      paragraph(run('5 ') + run('m', '<w:rFonts w:ascii="Symbol"/>') + run('m')),
    ];
    expect((await read(body.join(''), known)).text).toBe('10⁶ ciclos\n\n5 m²\n\n5 μm');
  });
});

describe('extract() of the parts of a Word file', () => {
  it('takes the title by its style, wherever it stands, and headings by their outline', async () => {
    const known = styles(
      style('Ttulo', 'Title'),
      style('Capa', 'Capa', '<w:basedOn w:val="Ttulo"/>'),
      style('Secao', 'Seção do manual', '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
    );
    const body = [
      wordParagraph('Alba Implantes'),
      wordParagraph('Guia de inspeção', 'Capa'),
      wordParagraph('Prazo', 'Secao'),
      wordParagraph('Dez dias.'),
    ];
    expect(await read(body.join(''), known)).toMatchObject({
      title: 'Guia de inspeção',
      text: 'Alba Implantes\n\n# Guia de inspeção\n\n## Prazo\n\nDez dias.',
    });
  });

  it('reads files of programs that name things otherwise', async () => {
    const other = `<ns0:document xmlns:ns0="http://purl.oclc.org/ooxml/wordprocessingml/main"><ns0:body><ns0:p><ns0:r><ns0:t>Dez dias.</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>`;
    const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Docs/Main.xml"/></Relationships>`;
    const { text } = await read('', { '_rels/.rels': relations, 'docs/main.xml': other });
    expect(text).toBe('Dez dias.');
  });
});
