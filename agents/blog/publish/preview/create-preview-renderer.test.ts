import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Renderer } from '@takumi-rs/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { hostileParts, hostileText } from '../../../../testing/blog/hostile.ts';
import { testArticle } from '../../../../testing/blog/published-article.ts';
import { seededBrandKit } from '../../../../testing/seed.ts';
import { createTypesetter } from '../../../design/fit-text.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from '../../../design/page.ts';
import { plainText } from '../../../drafting/parts/plain-text.ts';
import type { ArticleForPublishing } from '../article.ts';
import { readArticle } from '../read-article.ts';
import { createPreviewRenderer, type PreviewRenderer } from './create-preview-renderer.ts';
import { layOutPreview } from './lay-out-preview.ts';
import { loadArticleFonts } from './load-article-fonts.ts';

const size = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Words as they are read: without the marks that tie words, and without the numbers of citations. */
function words(text: string): string {
  return text
    .replaceAll(/[\u2060\u202f⁰¹²³⁴⁵⁶⁷⁸⁹]/g, '')
    .replaceAll(/\s+/g, '')
    .normalize('NFC');
}

function wholeText(article: ArticleForPublishing): string {
  const read = readArticle(article);
  return words(
    [...read.parts.flatMap((part) => [part.heading, plainText(part.blocks)]), ...read.disclaimers].join(' '),
  );
}

function longArticle(sections: number): ArticleForPublishing {
  const own = testArticle().parts;
  const body = 'A passivação é conferida por ensaio em cada lote, e o registro fica com a peça. '.repeat(9);
  const many = Array.from({ length: sections }, (_, i) =>
    own
      .slice(1, 3)
      .map((part) => ({ ...part, id: `${part.id}-${i}`, markdown: `${body}\n\n${part.markdown}` })),
  );
  return testArticle({ parts: [...own.slice(0, 1), ...many.flat(), ...own.slice(3)] });
}

let renderer: PreviewRenderer;
let bare: Renderer;
beforeAll(async () => {
  renderer = await createPreviewRenderer();
  bare = new Renderer();
  await loadArticleFonts(bare);
});
const layOut = (article: ArticleForPublishing) =>
  layOutPreview(article, readArticle(article), seededBrandKit, {
    renderer: bare,
    type: createTypesetter(bare, 'pt'),
  });

describe('render()', () => {
  it('makes pages of 1080x1350 and a picture for the card, each small enough to be stored', async () => {
    const { pages, overview } = await renderer.render(testArticle(), seededBrandKit, { draft: true });
    expect(pages.map(size)).toEqual(pages.map(() => [PAGE_WIDTH, PAGE_HEIGHT]));
    expect(size(overview)).toEqual([1600, 1000]);
    for (const png of [...pages, overview]) expect(png.length).toBeLessThan(500_000);
  });

  it('gives the same bytes for the same article, from another renderer too', async () => {
    const once = await renderer.render(longArticle(2), seededBrandKit, { draft: true });
    const again = await (await createPreviewRenderer()).render(longArticle(2), seededBrandKit, {
      draft: true,
    });
    expect(again.pages.map((page, i) => once.pages[i]?.equals(page))).toEqual(once.pages.map(() => true));
    expect(again.overview.equals(once.overview)).toBe(true);
  });

  it('marks each page and the card picture of a draft, and no final one', async () => {
    const article = longArticle(1);
    const draft = await renderer.render(article, seededBrandKit, { draft: true });
    const final = await renderer.render(article, seededBrandKit, { draft: false });
    expect(draft.pages).toHaveLength(final.pages.length);
    for (const [i, page] of draft.pages.entries()) {
      expect(await ribbon(page, PAGE_WIDTH)).toBe(true);
      expect(await ribbon(final.pages[i] as Buffer, PAGE_WIDTH)).toBe(false);
    }
    expect(await ribbon(draft.overview, 1600)).toBe(true);
    expect(await ribbon(final.overview, 1600)).toBe(false);
  });

  it('draws what a broken logo, an empty article and titles without end leave of it', async () => {
    const empty = { parts: [], keywords: [], disclaimers: [], sources: [] };
    for (const changes of [
      { ...empty, title: '' },
      { ...empty, title: 'x'.repeat(5000) },
      {
        title: 'palavra '.repeat(500),
        parts: [{ id: 's1', heading: 'título '.repeat(300), markdown: '', evidence: [] }],
      },
    ]) {
      const { pages } = await renderer.render(
        testArticle(changes),
        { ...seededBrandKit, logo_svg: '<svg' },
        { draft: true },
      );
      expect(pages.length).toBeGreaterThan(0);
    }
  });

  it('fetches nothing that the article and the logo refer to', async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.png`;
    const logo_svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="${url}" width="9" height="9"/></svg>`;
    const parts = [
      { id: 'introduction', heading: '', markdown: `![a](${url}) <img src="${url}"> ${url}`, evidence: [] },
    ];
    await renderer.render(testArticle({ parts }), { ...seededBrandKit, logo_svg }, { draft: false });
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(requests).toBe(0);
  });
});

describe('share()', () => {
  it('draws a picture of 1200x630, and another one with the draft mark', async () => {
    const [out, marked] = await Promise.all(
      [false, true].map((draft) => renderer.share(testArticle(), seededBrandKit, { draft })),
    );
    for (const png of [out, marked])
      expect([png?.readUInt32BE(16), png?.readUInt32BE(20)]).toEqual([1200, 630]);
    expect(out?.equals(marked ?? Buffer.alloc(0))).toBe(false);
    expect(
      (await renderer.share(testArticle(), seededBrandKit, { draft: false })).equals(out ?? Buffer.alloc(0)),
    ).toBe(true);
  });
});

describe('layOutPreview()', () => {
  it('shows every word of a long article once and in order, its sources after it', async () => {
    const article = longArticle(7);
    expect(article.words).toBeGreaterThan(2000);
    const pages = await layOut(article);
    const shown = words(pages.flatMap((page) => page.lines).join(' '));
    expect(pages.length).toBeGreaterThan(8);
    expect(shown.startsWith(wholeText(article))).toBe(true);
    const rest = shown.slice(wholeText(article).length);
    for (const { quotes } of readArticle(article).footnotes)
      for (const quote of quotes) expect(rest).toContain(words(quote));
  });

  it('shows every word of a hostile article', async () => {
    await fc.assert(
      fc.asyncProperty(hostileParts, hostileText, async (parts, disclaimer) => {
        const article = testArticle({ parts, disclaimers: [disclaimer] });
        // Runs of these are measured from the right, as they are drawn: all there, in another order.
        fc.pre(!rightToLeft.test(wholeText(article)));
        const shown = words((await layOut(article)).flatMap((page) => page.lines).join(' '));
        expect(shown.slice(0, wholeText(article).length)).toBe(wholeText(article));
      }),
      { numRuns: 60 },
    );
  });

  it('ends no page with a heading', async () => {
    const article = longArticle(5);
    const headings = readArticle(article).parts.map((part) => words(part.heading));
    const pages = await layOut(article);
    expect(pages.length).toBeGreaterThan(5);
    for (const page of pages.slice(0, -1)) expect(headings).not.toContain(words(page.lines.at(-1) ?? ''));
  });

  it('keeps the words before a list with the list, wherever the page ends', async () => {
    for (let lines = 1; lines <= 30; lines += 1) {
      const markdown = `${'linha  \n'.repeat(lines)}fim.\n\nO que pedir ao fornecedor:\n\n- certificado\n- registro`;
      const pages = await layOut(testArticle({ parts: [{ id: 's1', heading: '', markdown, evidence: [] }] }));
      for (const page of pages)
        expect(words(page.lines.at(-1) ?? '')).not.toBe(words('O que pedir ao fornecedor:'));
    }
  });

  it('sets a table that is too wide as lines of heading and value', async () => {
    const wide = '| a | b | c | d | e | f |\n|-|-|-|-|-|-|\n| 1 | 2 | 3 | 4 | 5 | 6 |';
    const long = `| ${'x'.repeat(60)} | ${'y'.repeat(60)} |\n|-|-|\n| 1 | 2 |`;
    for (const [markdown, line] of [
      [wide, 'f: 6'],
      [long, `${'y'.repeat(40)}`],
    ] as const) {
      const [page] = await layOut(
        testArticle({ parts: [{ id: 's1', heading: '', markdown, evidence: [] }] }),
      );
      expect(words(page?.lines.join('') ?? '')).toContain(words(line));
    }
  });
});

/** Whether the corner has the ribbon's colour. */
async function ribbon(png: Buffer, width: number): Promise<boolean> {
  const height = png.readUInt32BE(20);
  const raw = await bare.render({ type: 'image', src: png, width, height }, { width, height, format: 'raw' });
  const at = (x: number, y: number) =>
    [...raw.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)].join(',');
  return [at(width - 80, 130), at(width - 40, 170), at(width - 20, 190)].includes('242,162,58');
}
