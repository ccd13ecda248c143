import { foldText } from '../../text/fold-text.ts';

/** Endings of words that Portuguese and English both took from Latin or Greek; without accents. */
const endings: [pt: string, en: string][] = [
  ['acao', 'ation'],
  ['coes', 'tions'],
  ['cao', 'tion'],
  ['soes', 'sions'],
  ['sao', 'sion'],
  ['bilidade', 'bility'],
  ['idade', 'ity'],
  ['ancia', 'ance'],
  ['encia', 'ence'],
  ['avel', 'able'],
  ['ivel', 'ible'],
  ['logia', 'logy'],
  ['grafia', 'graphy'],
  ['metria', 'metry'],
  ['ismo', 'ism'],
  ['mento', 'ment'],
  ['ivo', 'ive'],
  ['ura', 'ure'],
  ['iva', 'ive'],
  ['ico', 'ic'],
  ['ica', 'ics'],
  ['anio', 'anium'],
  ['io', 'ium'],
  ['izar', 'ize'],
  ['ado', 'ated'],
  ['ar', 'ate'],
  ['ria', 'ry'],
  ['e', ''],
];
const MIN_LETTERS = 5;

/**
 * What a word may be in the other language, where both took it from the same one: "passivation" is "passivacao". Guesses
 * to search by: what no document holds brings nothing. Pure.
 */
export function cognatesOf(word: string): string[] {
  const plain = foldText(word, { accents: false }).text;
  if (plain.length < MIN_LETTERS || !/^\p{L}+$/u.test(plain)) return [];
  const toPt = endings.flatMap(([pt, en]) =>
    en !== '' && plain.endsWith(en) ? [portuguese(plain.slice(0, -en.length)) + pt] : [],
  );
  const toEn = endings.flatMap(([pt, en]) =>
    plain.endsWith(pt) ? [english(plain.slice(0, -pt.length)) + en] : [],
  );
  return [...new Set([...toPt.slice(0, 2), ...toEn.slice(0, 2)])].filter((w) => w !== plain && w.length >= 4);
}

const portuguese = (start: string): string =>
  start
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/y/g, 'i')
    .replace(/k/g, 'c')
    .replace(/([^rs])\1/g, '$1')
    .replace(/^s(?=[ptc])/, 'es');
const english = (start: string): string => start.replace(/^es(?=[ptc])/, 's');
