import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { hostileParts, hostileText } from '../../../testing/blog/hostile.ts';
import { testArticle } from '../../../testing/blog/published-article.ts';
import { someRuns } from '../../../testing/some-of.ts';
import { readArticle } from './read-article.ts';
import { toHtml } from './to-html.ts';

const final = { draft: false };
const open = (html: string) => parseHTML(html).document;
const flat = (text: string | null | undefined) => (text ?? '').replaceAll(/\s+/g, ' ').trim();

describe('toHtml()', () => {
  it('is a whole document in its language, with title and description', () => {
    const page = open(toHtml(testArticle(), final));
    expect(page.documentElement.getAttribute('lang')).toBe('pt-BR');
    expect(page.title).toBe('Passivação de titânio: o que pedir ao fornecedor');
    expect(page.querySelector('meta[name=description]')?.getAttribute('content')).toContain('como conferir');
    expect(page.querySelectorAll('h1')).toHaveLength(1);
    expect(page.querySelectorAll('article > header')).toHaveLength(1);
    expect([...page.querySelectorAll('article > section > h2')].map((one) => one.textContent)).toEqual([
      'O que a norma pede',
      'Como conferir',
      'Conclusão',
      'Fontes',
    ]);
    expect(flat(page.querySelector('.disclaimers')?.textContent)).toBe(
      'Este texto é informativo e não substitui avaliação técnica.',
    );
  });

  it('says the same as a draft and as a final file, all but the mark', () => {
    const [draft, last] = [true, false].map((isDraft) => open(toHtml(testArticle(), { draft: isDraft })));
    const body = (page: typeof draft) => page?.querySelector('article')?.outerHTML;
    expect(body(draft)).toBe(body(last));
    draft?.querySelector('.draft')?.remove();
    draft?.querySelector('meta[name=robots]')?.remove();
    const title = draft?.querySelector('title');
    if (title) title.textContent = (title.textContent ?? '').replace('[Rascunho] ', '');
    // Each names the share image that lies beside it.
    for (const [page, name] of [
      [draft, 'passivacao-de-titanio-v2-draft-share.png'],
      [last, 'passivacao-de-titanio-share-final.png'],
    ] as const) {
      const image = page?.querySelector('meta[property="og:image"]');
      expect(image?.getAttribute('content')).toBe(name);
      image?.remove();
    }
    expect(draft?.documentElement.outerHTML).toBe(last?.documentElement.outerHTML);
  });

  it('marks a draft for people and for search engines, and a final file not', () => {
    const draft = toHtml(testArticle(), { draft: true });
    expect(open(draft).querySelector('.draft')?.textContent).toContain('RASCUNHO · versão 2.');
    expect(open(draft).querySelector('meta[name=robots]')?.getAttribute('content')).toContain('noindex');
    expect(open(draft).title).toMatch(/^\[Rascunho\]/);
    expect(toHtml(testArticle(), final)).not.toMatch(/rascunho|noindex/i);
    expect(toHtml(testArticle({ language: 'en' }), { draft: true })).toContain('DRAFT · version 2.');
  });

  it('links each mark to its source and each source back to every place that cites it', () => {
    fc.assert(
      fc.property(hostileParts, (parts) => {
        const article = testArticle({ parts });
        const page = open(toHtml(article, final));
        const ids = [...page.querySelectorAll('[id]')].map((one) => one.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const link of page.querySelectorAll('a[href^="#"]'))
          expect(ids).toContain(link.getAttribute('href')?.slice(1));
        const marks = [...page.querySelectorAll('a[data-footnote-ref]')].map((one) => one.id);
        const back = [...page.querySelectorAll('a.data-footnote-backref')].map((one) =>
          one.getAttribute('href')?.slice(1),
        );
        expect(back.toSorted()).toEqual(marks.toSorted());
        const { footnotes } = readArticle(article);
        for (const { number, quotes } of footnotes)
          for (const quote of quotes)
            expect(flat(page.getElementById(`fn-${number}`)?.textContent)).toContain(`“${flat(quote)}”`);
        expect(page.querySelectorAll('.footnotes li')).toHaveLength(footnotes.length);
      }),
      { numRuns: someRuns(100, 40) },
    );
  });

  it('wears the brand, and names the picture that a link to it shows', () => {
    const html = toHtml(testArticle(), final);
    const page = open(html);
    expect(page.querySelector('.hero .brand')?.textContent).toBe('Alba Implantes');
    expect(page.querySelector('.hero img')?.getAttribute('src')).toMatch(/^data:image/);
    const css = page.querySelector('style')?.textContent ?? '';
    expect(css).toContain('--head-font:"Space Grotesk"');
    expect(css).not.toMatch(/url\((?!"data:)|@import/);
    expect(page.querySelector('meta[property="og:image"]')?.getAttribute('content')).toBe(
      'passivacao-de-titanio-share-final.png',
    );
    expect(
      open(toHtml(testArticle(), { draft: true }))
        .querySelector('meta[property="og:image"]')
        ?.getAttribute('content'),
    ).toBe('passivacao-de-titanio-v2-draft-share.png');
  });

  it('runs nothing and asks for nothing, for any text', () => {
    fc.assert(
      fc.property(hostileParts, hostileText, (parts, noise) => {
        const sources = [{ document_id: 'd1', title: noise, url: `javascript:${noise}`, fetched_at: noise }];
        const article = testArticle({
          parts,
          title: noise,
          meta_description: noise,
          keywords: [noise],
          disclaimers: [noise],
          author: noise,
          sources,
        });
        const page = open(toHtml(article, { draft: true }));
        expect(
          page.querySelectorAll('script,:not(.brand)>img,iframe,object,embed,link,form,svg,video,audio,base'),
        ).toHaveLength(0);
        expect(page.querySelectorAll('style')).toHaveLength(1);
        for (const one of page.querySelectorAll('*'))
          for (const { name, value } of one.attributes) {
            // The logo lies in the file: nothing is asked for.
            if (name === 'src') expect(value).toMatch(/^data:image\/svg\+xml;base64,/);
            else expect(name).not.toMatch(/^on|^style$|^src/i);
            if (name === 'href') expect(value).toMatch(/^(https?:\/\/|mailto:|#)/);
          }
        expect(page.querySelectorAll('article')).toHaveLength(1);
        expect(page.querySelectorAll('h1')).toHaveLength(1);
      }),
      { numRuns: someRuns(100, 40) },
    );
  });

  it('gives the same text for the same article', () => {
    expect(toHtml(testArticle(), final)).toBe(toHtml(testArticle(), final));
  });
});
