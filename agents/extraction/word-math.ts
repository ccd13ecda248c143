import type { ElementContent, Element as HtmlElement } from 'hast';
import type { Element } from 'xast';
import { mathText } from './math-text.ts';
import { childNamed, elementsIn, textOf, wordsIn } from './word-xml.ts';

/** A formula of Word as one line of text, with every number in it. */
export function wordMath(formula: Element): string {
  return mathText(math('mrow', elementsIn(formula).flatMap(toMath)));
}

/** Word's elements of a formula as those of MathML, which have the same parts under other names. */
function toMath(node: Element): ElementContent[] {
  const part = (name: string): HtmlElement => {
    const found = childNamed(node, `m:${name}`);
    return math('mrow', found ? elementsIn(found).flatMap(toMath) : []);
  };
  const property = (name: string): string | undefined =>
    textOf(childNamed(childNamed(node, `${node.name}Pr`), `m:${name}`), 'm:val');
  switch (node.name) {
    case 'm:r':
    case 'w:r':
      return tokens(
        elementsIn(node)
          .filter(({ name }) => ['m:t', 'w:t'].includes(name))
          .map(wordsIn)
          .join(''),
      );
    case 'm:f':
      return [math('mfrac', [part('num'), part('den')])];
    case 'm:sSup':
      return [math('msup', [part('e'), part('sup')])];
    case 'm:sSub':
      return [math('msub', [part('e'), part('sub')])];
    case 'm:sSubSup':
      return [math('msubsup', [part('e'), part('sub'), part('sup')])];
    case 'm:sPre':
      return [math('msubsup', [math('mrow', []), part('sub'), part('sup')]), part('e')];
    case 'm:rad': {
      const degree = part('deg');
      return mathText(degree) === '' ? [math('msqrt', [part('e')])] : [math('mroot', [part('e'), degree])];
    }
    case 'm:nary':
      return [math('munderover', [token('mo', property('chr') ?? '∫'), part('sub'), part('sup')]), part('e')];
    case 'm:limLow':
      return [math('munder', [part('e'), part('lim')]), token('mtext', ' ')];
    case 'm:limUpp':
      return [math('mover', [part('e'), part('lim')])];
    case 'm:func':
      return [part('fName'), token('mtext', ' '), part('e')];
    case 'm:d': {
      const parts = elementsIn(node).filter(({ name }) => name === 'm:e');
      const between = property('sepChr') ?? '|';
      const inner = parts.flatMap((e, at) => [
        ...(at > 0 ? [token('mo', between)] : []),
        math('mrow', elementsIn(e).flatMap(toMath)),
      ]);
      return [
        math('mrow', [
          token('mo', property('begChr') ?? '('),
          ...inner,
          token('mo', property('endChr') ?? ')'),
        ]),
      ];
    }
    case 'm:m':
    case 'm:eqArr': {
      const rows = elementsIn(node).filter(({ name }) => ['m:mr', 'm:e'].includes(name));
      return [
        math(
          'mtable',
          rows.map((row) =>
            math(
              'mtr',
              row.name === 'm:e'
                ? [math('mtd', elementsIn(row).flatMap(toMath))]
                : elementsIn(row).map((e) => math('mtd', elementsIn(e).flatMap(toMath))),
            ),
          ),
        ),
      ];
    }
    case 'm:ctrlPr':
    case 'w:rPr':
    case 'm:rPr':
      return [];
    default:
      return node.name.endsWith('Pr') ? [] : elementsIn(node).flatMap(toMath);
  }
}

/** Word keeps "σ=860 MPa" in one run; a sign parts what stands on both sides. */
function tokens(words: string): ElementContent[] {
  return words
    .split(/([=<>≤≥≈≠±×+−→]|(?<=[\p{L}\p{N})\s])-)/u)
    .map((word, at) => token(at % 2 === 1 ? 'mo' : 'mtext', word));
}

function token(tagName: string, value: string): HtmlElement {
  return math(tagName, [{ type: 'text', value }]);
}

function math(tagName: string, children: ElementContent[]): HtmlElement {
  return { type: 'element', tagName, properties: {}, children };
}
