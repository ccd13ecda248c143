import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { hostileParts } from '../../../testing/blog/hostile.ts';
import { someRuns } from '../../../testing/some-of.ts';
import { everyNode } from './every-node.ts';
import { plainText } from './plain-text.ts';
import { readPart } from './read-part.ts';

const evidence = [
  { passage_id: 'p1', quote: 'um' },
  { passage_id: 'p2', quote: 'dois' },
];
const read = (markdown: string) => {
  const cited: string[] = [];
  const blocks = readPart({ markdown, evidence }, (one) => cited.push(one.quote));
  return { blocks, cited, text: plainText(blocks) };
};
const every = (nodes: readonly Nodes[]) => [...everyNode(nodes)];

describe('readPart()', () => {
  it('takes `[^2]` for the second evidence, and an unknown mark, code and an escaped mark for text', () => {
    const { cited, text } = read('Um.[^2] Dois.[^1] Três.[^9] `[^1]` \\[^1]');
    expect(cited).toEqual(['dois', 'um']);
    expect(text).toBe('Um. Dois. Três.[^9] [^1] [^1]');
  });

  it('cites once for each evidence that is used, not for what the part defines itself', () => {
    const { cited, text } = read('Um.[^1]\n\n[^1]: outra coisa\n\n[^nota]: e mais');
    expect(cited).toEqual(['um']);
    expect(text).toBe('Um.\noutra coisa\ne mais');
  });

  it('shows HTML as text, `<br>` as a line end', () => {
    expect(read('a<br>b <b>c</b>').text).toBe('a\nb <b>c</b>');
    expect(read('<script>alert(1)</script>').text).toBe('<script>alert(1)</script>');
  });

  it.each([
    ['[x](javascript:alert(1))', 'x'],
    ['[x](JaVa\tScRiPt:alert(1))', '[x](JaVa ScRiPt:alert(1))'],
    ['[x](data:text/html,1)', 'x'],
    ['[x](/relativo)', 'x'],
    ['[x](https://fda.gov@mau.example)', 'x'],
    ['[x][m]\n\n[m]: vbscript:1', 'x'],
  ])('does not link %j', (markdown, text) => {
    const { blocks, text: shown } = read(markdown);
    expect(every(blocks).filter((node) => node.type === 'link')).toEqual([]);
    expect(shown.replaceAll('\t', ' ')).toBe(text);
  });

  it('makes a link of a picture, so that no page is fetched by opening the article', () => {
    const { blocks } = read('![gráfico](https://a.example/g.png) ![][i]\n\n[i]: https://a.example/i.png');
    const links = every(blocks).filter((node) => node.type === 'link');
    expect(links.map((link) => link.url)).toEqual(['https://a.example/g.png', 'https://a.example/i.png']);
    expect(plainText(blocks)).toBe('gráfico i');
  });

  it('starts headings at level 3 and keeps the levels below', () => {
    const { blocks } = read('# a\n\nb\n===\n\n## c\n\n#### d');
    expect(blocks.map((block) => block.type === 'heading' && block.depth)).toEqual([3, 3, 3, 4]);
  });

  it('reads code at the very start of a part as its own', () => {
    expect(read('    código\n\nfim').blocks.map((block) => block.type)).toEqual(['code', 'paragraph']);
  });

  it('survives quotations in quotations without end, and keeps the words', () => {
    expect(read(`${'>'.repeat(3000)} fundo`).text).toBe('fundo');
    expect(read(`${'*a **b '.repeat(400)}`).text).toContain('a');
  });

  it('brings invisible characters out of words, written as they are or as entities', () => {
    const hidden = 'garan\u00adtido gar&shy;antido &#8203;garan&#x200b;tido\u{e0041} &#x202e;garantido';
    expect(read(hidden).text).toBe('garantido garantido garantido garantido');
  });

  it('leaves nothing that could act in a file, of any text', () => {
    fc.assert(
      fc.property(hostileParts, (parts) => {
        for (const part of parts) {
          const nodes = every(readPart(part, () => 1));
          const types = new Set(nodes.map((node) => node.type));
          for (const type of [
            'html',
            'image',
            'imageReference',
            'linkReference',
            'definition',
            'footnoteDefinition',
          ])
            expect(types).not.toContain(type);
          for (const node of nodes) if (node.type === 'link') expect(node.url).toMatch(/^(https?:|mailto:)/);
        }
      }),
      { numRuns: someRuns(300, 100) },
    );
  });
});
