import fc from 'fast-check';
import type { ArticlePart } from '../../ports/content.ts';

/** Pieces of Markdown and HTML that break what is glued together from text. */
const pieces = [
  'Texto comum, com acentuação.',
  '**negrito** e *itálico*',
  'palavra[^1]',
  '[^2][^1]',
  '[^9] [^nota]',
  '\n\n',
  '\n',
  '\n\n[^1]: outra nota\n\n',
  '\n\n# Título\n\n',
  '\n\nTítulo\n===\n\n',
  '\n\n- item\n- [x] feito\n  - dentro\n\n',
  '\n\n1. um\n7. dois\n\n',
  '\n\n> citação\n> mais\n\n',
  '\n\n| a | b |\n| - | - |\n| 1 [^1] | 2 |\n\n',
  '\n\n    código\n\n',
  '\n\n```js\nlet x = "[^1]"\n```\n\n',
  '\n```\naberto',
  '`[^1]`',
  '<script>alert(1)</script>',
  '\n\n<div onclick="alert(1)">\nbloco\n</div>\n\n',
  '<img src=x onerror=alert(1)>',
  '<br>',
  '<!-- comentário',
  '![pixel](http://espião.example/p.png)',
  '[clique](javascript:alert(1))',
  '[dados](data:text/html,<script>1</script>)',
  '[ok [^1]](https://ok.example/a?b=1&c=2)',
  '[ref][r]\n\n[r]: https://ref.example\n\n',
  '[mau][m]\n\n[m]: javascript:alert(1)\n\n',
  'https://auto.example/x',
  'a@b.example',
  '---\n',
  '\n\n***\n\n',
  '&lt;b&gt; &#x202e; &#0; &amp;',
  '\u0000\u202e\ud800',
  '\\[^1] \\* \\`',
  '</section></article></style></title>',
  '😀👩‍🔬',
  '  \nquebra',
  '~~riscado~~',
  '$&',
  '%%',
  'palavracomprida'.repeat(12),
] as const;

/** Text of any writer: what models write, what pages try, and plain noise. */
export const hostileText = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom(...pieces), weight: 6 },
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    {
      maxLength: 10,
    },
  )
  .map((found) => found.join(''));

export const hostileParts: fc.Arbitrary<ArticlePart[]> = fc
  .array(
    fc.record({
      heading: hostileText,
      markdown: hostileText,
      evidence: fc.array(fc.record({ passage_id: fc.constantFrom('p1', 'p2', 'x'), quote: hostileText }), {
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.map((part, i) => ({ ...part, id: i === 0 ? 'introduction' : `s${i}` })));
