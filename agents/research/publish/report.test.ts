import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { testReport } from '../../../testing/research/report.ts';
import { seededBrandKit } from '../../../testing/seed.ts';
import { createReportRenderer } from './create-report-renderer.ts';
import { reportMarkdown } from './report-markdown.ts';

const brand = seededBrandKit;
const renderer = createReportRenderer();
const draft = { draft: true };
const final = { draft: false };

async function read(bytes: Buffer) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)));
  const texts = await Promise.all(pages.map((page) => page.getTextContent()));
  const links = (await Promise.all(pages.map((page) => page.getAnnotations()))).flat();
  const text = texts
    .flatMap(({ items }) => items.flatMap((item) => ('str' in item ? [item.str] : [])))
    .join(' ');
  return {
    text: text.replaceAll(/\s+/g, ' '),
    links,
    outline: await pdf.getOutline(),
    tagged: await pdf.getMarkInfo(),
  };
}

describe('the PDF of a report', () => {
  it('has contents, tagged text, and a link from each citation to its source', async () => {
    const { text, links, outline, tagged } = await read(await renderer.pdf(testReport(), brand, final));
    expect(outline?.map(({ title }) => title)).toEqual([
      'A camada tem poucos nanômetros',
      '#eval("1+1") $x$ @ref *a*',
      'O que as fontes contradizem',
      'O que é incerto',
      'O que não foi encontrado',
      'Fontes',
      'Como foi pesquisado',
    ]);
    expect(tagged).toMatchObject({ Marked: true });
    expect(links.filter(({ url }) => url === 'https://sandbox.test/banhos')).not.toEqual([]);
    // Five marks in the text lead to two sources, seven lines of the contents to their headings.
    expect(links.filter(({ dest }) => dest).length).toBeGreaterThanOrEqual(12);
    expect(text).toContain(
      'Depois do banho, “a camada de óxido tem de 2 a 7 nanômetros” Ela protege o metal.',
    );
    expect(text).not.toContain('RASCUNHO');
  });

  it('shows what a source wrote as text, runs none of it and links to no script', async () => {
    const { text, links } = await read(await renderer.pdf(testReport(), brand, final));
    expect(text).toContain('#eval("1+1") $x$');
    expect(text).toContain('[?]');
    expect(JSON.stringify(links)).not.toContain('javascript');
  });

  it('is the same bytes for the same report, and marked while it is a draft', async () => {
    const [one, again] = [
      await renderer.pdf(testReport(), brand, draft),
      await createReportRenderer().pdf(testReport(), brand, draft),
    ];
    expect(one.equals(again)).toBe(true);
    // The mark is an artifact: drawn on each page, left out where the text is read aloud.
    expect(one.equals(await renderer.pdf(testReport(), brand, final))).toBe(false);
  });

  it('is drawn for a report of one finding, one source and nothing else', async () => {
    const bare = testReport({
      findings: testReport().findings.slice(0, 1),
      contradictions: [],
      uncertain: [],
      not_found: [],
      searches: [],
      unread: [],
      claims: [],
      disclaimers: [],
    });
    expect((await read(await renderer.pdf(bare, brand, final))).outline).toHaveLength(3);
    const picture = await renderer.overview(bare, brand, draft);
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1600, 1000]);
  });
});

describe('reportMarkdown()', () => {
  it('numbers citations by source, once a source, with its quotes', () => {
    const markdown = reportMarkdown(testReport(), final);
    expect(markdown).toContain('a camada tem **2 a 7 nanômetros**.[^1] Outra página repete o valor.[^2]');
    expect(markdown.match(/^\[\^1\]:/gm)).toHaveLength(1);
    expect(markdown).toContain('- “o banho dura 30 minutos”');
    expect(markdown).toContain(
      '[Banhos](https://sandbox.test/banhos), sandbox.test · lida em 29 de novembro de 2026 · só o começo foi lido.',
    );
    expect(markdown).not.toContain('RASCUNHO');
  });

  it('says what was not found and what was tried, and which search had no answer', () => {
    const markdown = reportMarkdown(testReport(), draft);
    expect(markdown).toContain('**Quanto custa?** Tentado: “custo da passivação”');
    expect(markdown).toContain('Rodada 2, Tavily: “passivation cost” (sem resposta)');
    expect(markdown).toContain('RASCUNHO · versão 1.');
  });

  it('links to no script', () => {
    expect(reportMarkdown(testReport(), final)).not.toContain('javascript');
  });
});
