import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hostileParts, hostileText } from '../../../testing/blog/hostile.ts';
import { testArticle } from '../../../testing/blog/published-article.ts';
import { someRuns } from '../../../testing/some-of.ts';
import { everyNode } from '../../drafting/parts/every-node.ts';
import { plainText } from '../../drafting/parts/plain-text.ts';
import { readArticle } from './read-article.ts';
import { toMarkdown } from './to-markdown.ts';

const final = { draft: false };

function readBack(file: string): { front: Record<string, unknown>; tree: Root } {
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(file) ?? [];
  return { front: parse(front), tree: unified().use(remarkParse).use(remarkGfm).parse(body) };
}
const every = (nodes: readonly Nodes[]) => [...everyNode(nodes)];
const flat = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

describe('toMarkdown()', () => {
  it('puts all that a publishing system asks for into the front matter', () => {
    const { front } = readBack(toMarkdown(testArticle(), final));
    expect(front).toMatchObject({
      title: 'Passivação de titânio: o que pedir ao fornecedor',
      slug: 'passivacao-de-titanio',
      keywords: ['passivação', 'titânio'],
      lang: 'pt-BR',
      reading_minutes: 1,
      draft: false,
      version: 2,
      written_by: 'offline-extractive-1',
      offline_writer: true,
      sources: [{ title: 'Passivação' }, { title: 'ISO 13485', url: 'https://iso.example/13485' }],
    });
  });

  it('says the same as a draft and as a final file, all but the mark', () => {
    const draft = toMarkdown(testArticle(), { draft: true });
    const unmarked = draft.replace(/^> \*\*RASCUNHO.*\n\n/m, '').replace('draft: true', 'draft: false');
    expect(unmarked).toBe(toMarkdown(testArticle(), final));
  });

  it('marks a draft in the front matter and in the text', () => {
    const file = toMarkdown(testArticle(), { draft: true });
    expect(readBack(file).front).toMatchObject({ draft: true });
    expect(file).toContain('> **RASCUNHO · versão 2.** Ainda não aprovado: não publique.');
    expect(toMarkdown(testArticle(), final)).not.toMatch(/rascunho/i);
  });

  it('numbers footnotes through the article in order of first use, one for each place of a source', () => {
    const file = toMarkdown(testArticle(), final);
    expect(file.match(/\[\^\d+\](?!:)/g)).toEqual(['[^1]', '[^2]', '[^3]', '[^1]']);
    expect(file).toContain('[^2]: [ISO 13485](https://iso.example/13485), lido em 20 de novembro de 2026.');
    expect(file).toContain('[^1]: Passivação, seção “O que é”.');
    expect(file.match(/^\[\^\d+\]:/gm)).toHaveLength(3);
  });

  it('says so when the document of a quote is not known', () => {
    const file = toMarkdown(testArticle({ documents: {} }), final);
    expect(file).toContain('[^2]: “O processo deve ser validado” — fonte não identificada.');
  });

  it('keeps parts in order, the disclaimers word for word at their end', () => {
    const file = toMarkdown(testArticle(), final);
    const marks = [
      '# Passivação',
      '## O que a norma pede',
      '## Como conferir',
      '### No recebimento',
      '## Conclusão',
    ];
    const places = [...marks, 'Este texto é informativo e não substitui avaliação técnica.', '[^1]:'].map(
      (mark) => file.indexOf(mark),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('reads back as the article that it was written from, for any text', () => {
    fc.assert(
      fc.property(hostileParts, hostileText, (parts, title) => {
        const sources = [{ document_id: 'd1', title, url: `https://a.example/${title}`, fetched_at: title }];
        const article = testArticle({ parts, title, sources, disclaimers: [] });
        const expected = readArticle(article);
        const { front, tree } = readBack(toMarkdown(article, final));
        expect(front.title).toBe(expected.title);
        const body = tree.children.filter((node) => node.type !== 'footnoteDefinition');
        const words = [
          expected.title,
          ...expected.parts.flatMap((part) => [part.heading, plainText(part.blocks)]),
        ];
        expect(flat(plainText(body))).toBe(flat(words.join(' ')));

        const nodes = every(tree.children);
        const cited = new Set(
          nodes.flatMap((node) => (node.type === 'footnoteReference' ? [node.identifier] : [])),
        );
        const notes = nodes.filter((node) => node.type === 'footnoteDefinition');
        expect([...cited].toSorted()).toEqual(notes.map((note) => note.identifier).toSorted());
        for (const [i, note] of notes.entries())
          for (const quote of expected.footnotes[i]?.quotes ?? [])
            expect(flat(plainText([note]))).toContain(`“${flat(quote)}”`);
        expect(nodes.filter((node) => node.type === 'html' || node.type === 'image')).toEqual([]);
      }),
      { numRuns: someRuns(200, 60) },
    );
  });
});
