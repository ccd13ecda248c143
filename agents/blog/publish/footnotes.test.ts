import { describe, expect, it } from 'vitest';
import { testArticle } from '../../../testing/blog/published-article.ts';
import { createFootnotes } from './footnotes.ts';
import { readArticle } from './read-article.ts';
import { toMarkdown } from './to-markdown.ts';

const text =
  'Banho nítrico: o ácido tem de 20% a 45% em volume. O banho dura 30 minutos. A peça sai enxaguada.';
const passage = `## Banho nítrico 2\n\n${text}`;
const cited = (markdown: string, ...quotes: string[]) =>
  testArticle({
    parts: [
      {
        id: 's1',
        heading: 'O banho',
        markdown,
        evidence: quotes.map((quote) => ({ passage_id: 'p1', quote })),
      },
    ],
    texts: { p1: passage },
  });

describe('createFootnotes()', () => {
  it('prints no quote that the article says in the same words, but its source and place', () => {
    const article = cited('O banho dura 30 minutos.[^1]', 'O banho dura 30 minutos.');
    expect(readArticle(article).footnotes).toMatchObject([
      { number: 1, quotes: [], place: 'Banho nítrico 2', source: { title: 'Passivação' } },
    ]);
  });

  it('prints a quote that tells more than the article', () => {
    const quote = 'Banho nítrico: o ácido tem de 20% a 45% em volume.';
    const article = cited('A concentração segue a norma.[^1]', quote);
    expect(readArticle(article).footnotes[0]?.quotes).toEqual([quote]);
    expect(toMarkdown(article, { draft: false })).toContain(
      `[^1]: “${quote}” — Passivação, seção “Banho nítrico 2”.`,
    );
  });

  it('names no place whose heading holds a word that the rules ban, in any form', () => {
    const article = cited('O banho dura 30 minutos.[^1]', 'O banho dura 30 minutos.');
    const banned = (pattern: string) =>
      toMarkdown(
        { ...article, rules: [{ id: 'b', kind: 'banned_word', pattern, severity: 'block', reason: '' }] },
        { draft: false },
      );
    expect(banned('nítricos')).toContain('[^1]: Passivação.');
    expect(banned('sulfúrico')).toContain('[^1]: Passivação, seção “Banho nítrico 2”.');
  });

  it('gives a place of a source one footnote, however many quotes come from there', () => {
    const { cite } = createFootnotes(cited('x[^1][^2]', 'O banho dura 30 minutos.', 'A peça sai enxaguada.'));
    const numbers = ['O banho dura 30 minutos.', 'A peça sai enxaguada.'].map((quote) =>
      cite({ passage_id: 'p1', quote }),
    );
    expect(numbers).toEqual([1, 1]);
  });

  it('marks a run of sentences from one place once, at its end', () => {
    const article = cited(
      'O banho dura 30 minutos.[^1] A peça sai enxaguada.[^2]\n\n- O ácido tem de 20% a 45% em volume.[^3]\n- O banho dura 30 minutos.[^1]',
      'O banho dura 30 minutos.',
      'A peça sai enxaguada.',
      'o ácido tem de 20% a 45% em volume',
    );
    const file = toMarkdown(article, { draft: false });
    expect(file).toContain('O banho dura 30 minutos. A peça sai enxaguada.[^1]');
    expect(file.match(/\[\^1\](?!:)/g)).toHaveLength(2);
  });
});
