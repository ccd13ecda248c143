import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostile } from '../../testing/bot/hostile.ts';
import { richMarkdown } from './rich-markdown.ts';

const cite = (n: number) => (n > 2 ? null : { number: n + 4, url: n === 1 ? 'https://a.example/1' : null });
const of = (text: string, max = 500) => richMarkdown(text, cite, max);
const wordsOf = (value: unknown): string => {
  const found: string[] = [];
  JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'text' && typeof inner === 'string') found.push(inner);
    return inner;
  });
  return found.join('');
};

describe('richMarkdown()', () => {
  it('keeps emphasis, lists and paragraphs', () => {
    expect(of('A **bold** _word_ and `code`.\n\nNext.\n\n1. one\n2. two').elements).toEqual([
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'A ' },
          { type: 'text', text: 'bold', style: { bold: true } },
          { type: 'text', text: ' ' },
          { type: 'text', text: 'word', style: { italic: true } },
          { type: 'text', text: ' and ' },
          { type: 'text', text: 'code', style: { code: true } },
          { type: 'text', text: '.' },
          { type: 'text', text: '\n\n' },
          { type: 'text', text: 'Next.' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: ['one', 'two'].map((text) => ({
          type: 'rich_text_section',
          elements: [{ type: 'text', text }],
        })),
      },
    ]);
  });

  it('turns citations into the numbers of their sources, and leaves out those of none', () => {
    expect(of('Clean.[^1][^2][^3] Dry.').elements).toEqual([
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Clean.' },
          { type: 'link', url: 'https://a.example/1', text: '[5]' },
          { type: 'text', text: '[6]' },
          { type: 'text', text: ' Dry.' },
        ],
      },
    ]);
  });

  it('makes no link of an address in the text: only its words stay', () => {
    const shown = JSON.stringify(
      of('See [your bank](https://evil.example/x) and https://evil.example/y.').elements,
    );
    expect(shown).not.toContain('"link"');
    expect(shown).toContain('your bank');
  });

  it('says when it was cut, and holds its length', () => {
    expect(of('short').cut).toBe(false);
    for (const text of [
      'word '.repeat(300),
      '- item\n'.repeat(300),
      '| a | b |\n| - | - |\n'.concat('| c | d |\n'.repeat(200)),
    ]) {
      const { elements, cut } = of(text, 200);
      expect(cut).toBe(true);
      expect(wordsOf(elements).replaceAll('\n', '').length).toBeLessThanOrEqual(201);
    }
  });

  it('reads any text without throwing', () => {
    fc.assert(
      fc.property(hostile, (text) => void of(text)),
      { numRuns: 200 },
    );
  });
});
