import { describe, expect, it } from 'vitest';
import { testArticle } from '../../../testing/blog/published-article.ts';
import { countArticleWords, countedWords, countWords } from './count-words.ts';
import { readingMinutes } from './reading-time.ts';

const part = (markdown: string, heading = '') => ({ id: 's1', heading, markdown, evidence: [] });

describe('countWords()', () => {
  it('counts what is read: heading, list items, cells and link texts, not marks, addresses and citations', () => {
    expect(countWords(part('**um** *dois* [três](https://quatro.example) `quatro`'))).toBe(4);
    expect(countWords(part('- um\n- dois\n\n| três | quatro |\n| - | - |\n| cinco | – |', 'Zero um'))).toBe(
      7,
    );
    expect(
      countWords({
        heading: '',
        markdown: 'um.[^1] dois',
        evidence: [{ passage_id: 'p', quote: 'três quatro' }],
      }),
    ).toBe(2);
    expect(countWords(part(''))).toBe(0);
  });

  it('counts an article as the sum of its parts', () => {
    const { parts } = testArticle();
    expect(countArticleWords(parts)).toBe(parts.reduce((sum, one) => sum + countWords(one), 0));
  });
});

describe('countedWords()', () => {
  it('says one and many, with the digits of the language', () => {
    expect(countedWords(1, 'pt')).toBe('1 palavra');
    expect(countedWords(2450, 'pt')).toBe('2.450 palavras');
    expect(countedWords(2450, 'en')).toBe('2,450 words');
  });
});

describe('readingMinutes()', () => {
  it('takes longer in Portuguese than in English, and never less than a minute', () => {
    expect(readingMinutes(900, 'en')).toBe(4);
    expect(readingMinutes(900, 'pt')).toBe(5);
    expect(readingMinutes(0, 'pt')).toBe(1);
  });

  it('refuses what is no number of words', () => {
    expect(() => readingMinutes(-1, 'pt')).toThrow('Cannot tell the reading time of -1 words');
    expect(() => readingMinutes(1.5, 'en')).toThrow(RangeError);
  });
});
