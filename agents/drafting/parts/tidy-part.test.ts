import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidyPart } from './tidy-part.ts';

const evidence = ['one', 'two', 'three'].map((quote) => ({ passage_id: 'p', quote }));
const tidy = (markdown: string, more = {}) =>
  tidyPart('s1', { heading: 'Limpeza', markdown, evidence, ...more }).markdown;

describe('tidyPart()', () => {
  it.each([
    ['a link', 'Veja [o site](https://evil.example) hoje.', 'Veja o site hoje.'],
    ['a picture', 'Antes ![x](https://evil.example/p.png) depois.', 'Antes  depois.'],
    ['HTML', 'Um <script>alert(1)</script> texto.', 'Um alert(1) texto.'],
    ['a block of HTML', 'Um.\n\n<iframe src="x"></iframe>\n\nDois.', 'Um.\n\nDois.'],
    ['entities', 'Qualidade &amp;amp; prazo.', 'Qualidade & prazo.'],
    ['escaped HTML', 'Um &lt;b&gt;texto&lt;/b&gt;.', 'Um texto.'],
    ['written line breaks', 'Um.\\n\\nDois.', 'Um.\n\nDois.'],
    ['a line break as a tag', 'Um<br>dois.', 'Um dois.'],
    ['a footnote of its own', 'Um.[^1]\n\n[^1]: Fonte: eu.', 'Um.[^1]'],
    ['a reference', 'Veja [isto][a].\n\n[a]: https://evil.example', 'Veja isto.'],
    ['its heading again', '## Limpeza\n\nUm.', 'Um.'],
    ['a rule', 'Um.\n\n---\n\nDois.', 'Um.\n\nDois.'],
    ['invisible characters', 'Um\u200b \u202etexto\u202c.\u0000', 'Um texto.'],
  ])('takes out %s', (_name, given, left) => {
    expect(tidy(given)).toBe(left);
  });

  it('lowers headings that would break out of the part, and keeps the others', () => {
    expect(tidy('# Outro\n\nUm.\n\n### Três')).toBe('### Outro\n\nUm.\n\n### Três');
  });

  it('keeps every other character as it was written', () => {
    const text = 'Um *dois* e **três**:\n\n* a\n* b\n\n> citado\n\n| a | b |\n| - | - |\n| 1 | 2 |';
    expect(tidy(text)).toBe(text);
  });

  it('drops evidence that nothing cites, joins what is given twice, and numbers the marks anew', () => {
    const twice = [...evidence, { passage_id: 'p', quote: 'three' }];
    expect(
      tidyPart('s1', { heading: '', markdown: 'A.[^3] B. [^1]\nC.[^4]', evidence: twice }),
    ).toMatchObject({
      markdown: 'A.[^1] B.[^2]\nC.[^1]',
      evidence: [{ quote: 'three' }, { quote: 'one' }],
    });
  });

  it('leaves a mark without evidence for the checks to find', () => {
    expect(tidy('A.[^9]')).toBe('A.[^9]');
  });

  it('gives introduction and conclusion no heading', () => {
    const answer = { heading: 'Introdução', markdown: 'Um.', evidence: [] };
    expect(tidyPart('introduction', answer).heading).toBe('');
    expect(tidyPart('s1', { ...answer, heading: '## **Um**\u200b' }).heading).toBe('Um');
  });

  it('is done after one time, for any text', () => {
    const bits = fc.constantFrom(
      '[a](b)',
      '![x](y)',
      '<b>',
      '</b>',
      '[^1]',
      '[^2]: x',
      '# h',
      '## Limpeza',
      '\n',
      '\n\n',
      '- ',
      '`',
      '**',
      '|',
      '[',
      ']',
      '---',
      'á',
      ' ',
      '<!--',
      'texto',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 30 }), (parts) => {
        const once = tidyPart('s1', { heading: 'Limpeza', markdown: parts.join(''), evidence });
        expect(once.markdown).not.toMatch(/\p{Cc}(?<![\n\t])/u);
        for (const mark of once.markdown.matchAll(/\[\^(\d+)\]/g)) {
          if (Number(mark[1]) <= once.evidence.length) continue;
          expect(Number(mark[1])).toBeGreaterThan(evidence.length);
        }
      }),
    );
  });
});
