import type { Element, Root } from 'xast';
import { childNamed, elementsIn, switchOf, textOf } from './word-xml.ts';

/** What a style says of its text, by itself or by the styles that it is based on; undefined: nothing. */
export interface WordStyle {
  name: string;
  hidden: boolean | undefined;
  color: string | undefined;
  /** Something else than white lies behind its text. */
  shaded: boolean | undefined;
  script: string | undefined;
  /** 0 is the highest heading. */
  outline: number | undefined;
  isTitle: boolean;
  numbering: Element | undefined;
}

const NOTHING: WordStyle = {
  name: '',
  hidden: undefined,
  color: undefined,
  shaded: undefined,
  script: undefined,
  outline: undefined,
  isTitle: false,
  numbering: undefined,
};
/** Styles may be based on one another in a ring. */
const MAX_DEPTH = 20;
/** Word keeps its headings' names in English; other programs write what their user reads. */
const HEADING = /^(?:heading|t[ií]tulo|cabe[çc]alho|[üu]berschrift|titre)\s*([1-9])$/i;

/** Styles by their id. */
export function wordStyles(root: Root | null): (id: string | undefined) => WordStyle {
  const styles = new Map<string, Element>();
  for (const style of elementsIn(elementsIn(root ?? undefined)[0])) {
    const id = textOf(style, 'w:styleId');
    if (style.name === 'w:style' && id !== undefined) styles.set(id, style);
  }
  const known = new Map<string, WordStyle>();
  const find = (id: string | undefined, depth = 0): WordStyle => {
    if (id === undefined) return NOTHING;
    const found = known.get(id);
    if (found) return found;
    const style = styles.get(id);
    const base =
      style && depth < MAX_DEPTH ? find(textOf(childNamed(style, 'w:basedOn')), depth + 1) : NOTHING;
    const read = style ? styleOf(style, base) : byName(id);
    known.set(id, read);
    return read;
  };
  return find;
}

function styleOf(style: Element, base: WordStyle): WordStyle {
  const run = childNamed(style, 'w:rPr');
  const paragraph = childNamed(style, 'w:pPr');
  const name = textOf(childNamed(style, 'w:name')) ?? '';
  const outline = Number(textOf(childNamed(paragraph, 'w:outlineLvl')) ?? Number.NaN);
  const own = byName(name);
  return {
    name,
    hidden: switchOf(run, 'w:vanish') ?? base.hidden,
    color: colorOf(run) ?? base.color,
    shaded: shadedOf(run) ?? shadedOf(paragraph) ?? base.shaded,
    script: textOf(childNamed(run, 'w:vertAlign')) ?? base.script,
    outline: own.outline ?? (Number.isNaN(outline) ? base.outline : outline > 8 ? undefined : outline),
    isTitle: own.isTitle || base.isTitle,
    numbering: childNamed(paragraph, 'w:numPr') ?? base.numbering,
  };
}

function byName(name: string): WordStyle {
  const level = HEADING.exec(name)?.[1];
  return {
    ...NOTHING,
    name,
    outline: level === undefined ? undefined : Number(level) - 1,
    isTitle: /^title$/i.test(name),
  };
}

/** In capital hexadecimal; "paper" is the colour of the paper. */
export function colorOf(properties: Element | undefined): string | undefined {
  const color = childNamed(properties, 'w:color');
  if (!color) return undefined;
  if (/^(?:background|light)1$|^bg1$/.test(textOf(color, 'w:themeColor') ?? '')) return 'FFFFFF';
  return textOf(color)?.toUpperCase();
}

/** Whether something that is not white is painted behind a text. */
export function shadedOf(properties: Element | undefined): boolean | undefined {
  if (childNamed(properties, 'w:highlight')) return textOf(childNamed(properties, 'w:highlight')) !== 'white';
  const shade = childNamed(properties, 'w:shd');
  if (!shade) return undefined;
  const fill = textOf(shade, 'w:fill')?.toUpperCase() ?? 'AUTO';
  return textOf(shade, 'w:themeFill') !== undefined || !['AUTO', 'FFFFFF'].includes(fill);
}
