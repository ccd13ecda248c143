import { foldText } from '../../text/fold-text.ts';

/** What stands before a suffix has at least so many letters, or two words would meet that have nothing in common. */
const MIN_ROOT = 4;

/**
 * Suffixes of both languages, after `alike`, longest first. They make a noun of a verb and a verb of a noun, so that a
 * text about "passivar" is one about "passivação", and Latin words of both languages meet.
 */
const suffixes =
  `abilidade ibilidade abiliti ibiliti isacao isation isador isante isado isada isand ising ised iser isar ise
  acao ation atori icao ition ucao ution cao tion amento imento ament iment ment idade iti ancia encia ance ence anci enci
  avel ivel able ible adora edora idora ador edor idor ator oria or agem age esa ness ivo iva ive oso osa ous
  ado ada ido ida ated ating ate ando endo indo ed ing er ar ir mente li ical ico ica ic al ium io ia ie um e o a i u`
    .split(/\s+/)
    .sort((a, b) => b.length - a.length);
const plurals: [RegExp, string][] = [
  [/(?:coes|caes)$/, 'cao'],
  [/soes$/, 'sao'],
  [/oes$/, 'ao'],
  [/[aei]is$/, 'al'],
  [/ns$/, 'm'],
  [/(?<=[rlz]|ss|x|ch|sh)es$/, ''],
  [/ies$/, 'i'],
  [/(?<!s)s$/, ''],
];

/**
 * The part of a word that its forms have in common: inflected and derived ones, and the same word in Portuguese and in
 * English where both took it from Latin ("passivação", "passivar", "passivated"). Words with digits stay whole. Pure.
 *
 * @param word As written.
 */
export function rootOf(word: string): string {
  const plain = foldText(word, { accents: false }).text;
  if (/\d/.test(plain) || plain.length < MIN_ROOT) return plain;
  let stem = plain;
  for (const [ending, by] of plurals) {
    if (!ending.test(stem)) continue;
    stem = stem.replace(ending, by);
    break;
  }
  stem = alike(stem);
  // "corrosão", "corrosion" and "corrosivo" keep their s.
  stem = stem.replace(/(?:sao|sion)$/, 's');
  const suffix = suffixes.find((s) => stem.endsWith(s) && stem.length - s.length >= MIN_ROOT);
  return bare(suffix ? stem.slice(0, -suffix.length) : stem);
}

/** Spelling that the two languages do not share: "ph" and "f", "th" and "t", "esteril" and "steril". */
function alike(word: string): string {
  return word
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/ck|k|qu(?=[ei])/g, 'c')
    .replace(/y/g, 'i')
    .replace(/z/g, 's')
    .replace(/(\p{L})\1/gu, '$1')
    .replace(/^es(?=[ptc]\p{L})/u, 's');
}

/** "lote" and "lot", "titanio" without what only one of the languages writes at the end. */
const bare = (stem: string): string => (stem.length > 3 ? stem.replace(/[aeiou]$/, '') : stem);
