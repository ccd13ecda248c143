import dingbat from 'dingbat-to-unicode';
import type { Element, ElementContent, Root } from 'xast';
import { wordMath } from './word-math.ts';
import type { LabelOf } from './word-numbering.ts';
import { colorOf, shadedOf, type WordStyle } from './word-styles.ts';
import { childNamed, elementsIn, switchOf, textOf, wordsIn, xml } from './word-xml.ts';

/** Stand around the number that Word gives a paragraph, until its list is written out; no document has them. */
export const LABEL = { start: '\u{f8f0}', end: '\u{f8f1}' } as const;

/** What is only a frame around its text. */
const FRAMES = new Set(['w:fldSimple', 'w:dir', 'w:bdo', 'w:smartTag', 'w:customXml']);
const SYMBOL_FONTS = /^(?:symbol|wingdings(?: [23])?|webdings)$/i;

interface Around {
  paragraph: WordStyle | null;
  /** Colours that are not of this text lie behind it: a table's style, a text box, a page. */
  onUnknownGround: boolean;
}

/**
 * Makes a part of a Word file such that its text reads as it does in Word: hidden text goes, formulas become words, each
 * number of a list is written out, text boxes are where the reader looks for them. Changes the tree that it is given.
 *
 * @returns `title`: the first paragraph in Word's style for titles; null: there is none. `hidden`: words that Word
 *   does not show were left out.
 */
export function plainWord(
  root: Root,
  styleOf: (id: string | undefined) => WordStyle,
  labelOf: LabelOf,
): { title: string | null; hidden: boolean } {
  let title: string | null = null;
  let hidden = false;
  for (const element of elementsIn(root)) {
    const page = childNamed(element, 'w:background') !== undefined;
    element.children = inside(element, { paragraph: null, onUnknownGround: page });
  }
  return { title, hidden };

  /** What is left out, since no reader sees it. */
  function unseen(element: Element): [] {
    hidden ||= visibleWords(element) !== '';
    return [];
  }

  function inside(element: Element, around: Around): ElementContent[] {
    return element.children.flatMap((child) => (child.type === 'element' ? plain(child, around) : [child]));
  }

  function plain(element: Element, around: Around): ElementContent[] {
    switch (element.name) {
      case 'm:oMath':
      case 'm:oMathPara':
        return [run(` ${wordMath(element)} `)];
      case 'w:p':
        return [paragraph(element, around)];
      case 'w:r':
        return runOf(element, around);
      case 'w:tr':
        if (switchOf(childNamed(element, 'w:trPr'), 'w:hidden')) return unseen(element);
        break;
      case 'w:tbl': {
        const properties = childNamed(element, 'w:tblPr');
        const painted = childNamed(properties, 'w:tblStyle') !== undefined || shadedOf(properties) === true;
        element.children = inside(element, { ...around, onUnknownGround: around.onUnknownGround || painted });
        return [element];
      }
      case 'w:tc': {
        const painted = shadedOf(childNamed(element, 'w:tcPr')) === true;
        element.children = inside(element, { ...around, onUnknownGround: around.onUnknownGround || painted });
        return [element];
      }
      case 'mc:AlternateContent':
        return alternative(element, around);
      case 'w:drawing':
        return boxes(element, around) ?? [element];
      case 'w:cr':
        return [xml('w:br')];
      case 'w:ptab':
        return [xml('w:tab')];
      default:
        break;
    }
    if (FRAMES.has(element.name)) return inside(element, around);
    element.children = inside(element, around);
    return [element];
  }

  function paragraph(element: Element, around: Around): Element {
    const properties = childNamed(element, 'w:pPr');
    const style = styleOf(textOf(childNamed(properties, 'w:pStyle')));
    const numbering = childNamed(properties, 'w:numPr') ?? style.numbering;
    const numId = textOf(childNamed(numbering, 'w:numId')) ?? textOf(childNamed(style.numbering, 'w:numId'));
    const level = Number(
      textOf(childNamed(numbering, 'w:ilvl')) ??
        textOf(childNamed(style.numbering, 'w:ilvl')) ??
        style.outline ??
        0,
    );
    const isDeleted = childNamed(childNamed(properties, 'w:rPr'), 'w:del') !== undefined;
    const label = numbering && !isDeleted ? labelOf(numId, level) : null;
    const shaded = shadedOf(properties) === true;
    element.children = inside(element, {
      paragraph: style,
      onUnknownGround: around.onUnknownGround || shaded,
    });
    if (label !== null) {
      const at = element.children.findIndex((child) => child !== properties);
      element.children.splice(
        at < 0 ? element.children.length : at,
        0,
        run(`${LABEL.start}${label}${LABEL.end}`),
      );
    }
    if (style.isTitle) {
      const words = visibleWords(element);
      if (title === null && words !== '') title = words;
      setStyle(element, 'Heading1');
    } else {
      const outline = Number(textOf(childNamed(properties, 'w:outlineLvl')) ?? style.outline ?? Number.NaN);
      if (outline >= 0 && outline < 6) setStyle(element, `Heading${outline + 1}`);
    }
    return element;
  }

  function runOf(element: Element, around: Around): ElementContent[] {
    const properties = childNamed(element, 'w:rPr');
    const style = styleOf(textOf(childNamed(properties, 'w:rStyle')));
    const { paragraph: own } = around;
    if (switchOf(properties, 'w:vanish') ?? style.hidden ?? own?.hidden) return unseen(element);
    // A letter of one point is a line to the eye.
    if (Number(textOf(childNamed(properties, 'w:sz')) ?? 20) <= 2) return unseen(element);
    const color = colorOf(properties) ?? style.color ?? own?.color;
    const shaded = shadedOf(properties) ?? style.shaded ?? own?.shaded ?? around.onUnknownGround;
    if (color === 'FFFFFF' && !shaded) return unseen(element);
    const children = inside(element, around);
    const font = textOf(childNamed(properties, 'w:rFonts'), 'w:ascii') ?? '';
    if (SYMBOL_FONTS.test(font)) for (const text of children) sayScript(text, font);
    const script = scriptOf(properties) ?? style.script;
    element.children = script === undefined ? children : withScript(children, properties, script);
    return [element];
  }

  /** The old form of a drawing, unless the new one alone has the words. */
  function alternative(element: Element, around: Around): ElementContent[] {
    const [choice, fallback] = [childNamed(element, 'mc:Choice'), childNamed(element, 'mc:Fallback')];
    if (fallback && wordsIn(fallback).trim() !== '') return inside(fallback, around);
    return choice ? inside(choice, around) : [];
  }

  /** Text boxes inside a drawing, in the form that the reader knows; null: it has none. */
  function boxes(element: Element, around: Around): ElementContent[] | null {
    const found = contentsOf(element);
    if (found.length === 0) return null;
    const unknown = { ...around, onUnknownGround: true };
    return found.map((box) =>
      xml('w:pict', {}, [
        xml('v:shape', {}, [xml('v:textbox', {}, [xml('w:txbxContent', {}, inside(box, unknown))])]),
      ]),
    );
  }
}

function contentsOf(element: Element): Element[] {
  if (element.name === 'w:txbxContent') return [element];
  return elementsIn(element).flatMap(contentsOf);
}

/** Raised by hand: higher than the line by two points or more, in half points. */
function scriptOf(properties: Element | undefined): string | undefined {
  const given = textOf(childNamed(properties, 'w:vertAlign'));
  if (given !== undefined) return given;
  const raised = Number(textOf(childNamed(properties, 'w:position')) ?? 0);
  const size = Number(textOf(childNamed(properties, 'w:sz')) ?? Number.NaN);
  if (Number.isNaN(size) || Math.abs(raised) < 4 || size > 20) return undefined;
  return raised > 0 ? 'superscript' : 'subscript';
}

function withScript(
  children: ElementContent[],
  properties: Element | undefined,
  script: string,
): ElementContent[] {
  if (childNamed(properties, 'w:vertAlign')) return children;
  const align = xml('w:vertAlign', { 'w:val': script });
  if (!properties) return [xml('w:rPr', {}, [align]), ...children];
  properties.children.push(align);
  return children;
}

/** "m" in the font Symbol is "μ". */
function sayScript(node: ElementContent, font: string): void {
  if (node.type !== 'element' || node.name !== 'w:t') return;
  const words = [...wordsIn(node)].map((character) => {
    const code = (character.codePointAt(0) ?? 0) & 0xff;
    return dingbat.dec(font, String(code))?.string ?? character;
  });
  node.children = [{ type: 'text', value: words.join('') }];
}

function setStyle(paragraph: Element, id: string): void {
  let properties = childNamed(paragraph, 'w:pPr');
  if (!properties) {
    properties = xml('w:pPr');
    paragraph.children.unshift(properties);
  }
  const others = properties.children.filter((child) => child.type !== 'element' || child.name !== 'w:pStyle');
  properties.children = [xml('w:pStyle', { 'w:val': id }), ...others];
}

function visibleWords(element: Element): string {
  const words = (node: Element): string =>
    ['w:del', 'w:delText', 'w:instrText', 'w:pPr', 'w:rPr', 'w:moveFrom'].includes(node.name)
      ? ''
      : node.name === 'w:t'
        ? wordsIn(node)
        : ['w:br', 'w:tab'].includes(node.name)
          ? ' '
          : elementsIn(node).map(words).join('');
  return words(element)
    .replace(new RegExp(`${LABEL.start}.*?${LABEL.end}`, 'gu'), '')
    .replace(/\s+/g, ' ')
    .trim();
}

function run(words: string): Element {
  return xml('w:r', {}, [xml('w:t', { 'xml:space': 'preserve' }, [{ type: 'text', value: words }])]);
}
