import type { TextStyle, TypeScale } from '../../../design/text-style.ts';

/** An article's title is read as a sentence: a little wider than a slide's, where "F1" and "11" touch. */
export function headline(scale: TypeScale): TextStyle {
  return { ...scale.display, tracking: -0.018, lineHeight: 1.06 };
}

/** No line of a title ends in "o" or "a". */
export function tieShortWords(text: string): string {
  return text.replaceAll(/(?<=^|[\s(])(\p{L}) (?=\S)/gu, '$1\u00a0');
}
