const SLIDE = '(?:slides?|pages?|p[áa]ginas?|l[âa]minas?|telas?|cards?)';
/** How people count slides in words, in both languages; a deck has at most twelve. */
const counted: [ordinals: string, cardinals: string][] = [
  ['primeir[oa]|first', 'um|one'],
  ['segund[oa]|second', 'dois|two'],
  ['terceir[oa]|third', 'tr[êe]s|three'],
  ['quart[oa]|fourth', 'quatro|four'],
  ['quint[oa]|fifth', 'cinco|five'],
  ['sext[oa]|sixth', 'seis|six'],
  ['s[ée]tim[oa]|seventh', 'sete|seven'],
  ['oitav[oa]|eighth', 'oito|eight'],
  ['non[oa]|ninth', 'nove|nine'],
  ['d[ée]cim[oa]|tenth', 'dez|ten'],
  ['d[ée]cim[oa] primeir[oa]|eleventh', 'onze|eleven'],
  ['d[ée]cim[oa] segund[oa]|twelfth', 'doze|twelve'],
];
const patterns = counted
  .map(([ordinals, cardinals], at) => ({
    number: at + 1,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:(?:${ordinals}|${at + 1}\s?(?:º|ª|st|nd|rd|th))\s+${SLIDE}|${SLIDE}\s+(?:${cardinals}))(?!\p{L})`,
      'giu',
    ),
  }))
  // "Décimo segundo" before "segundo".
  .toReversed();
const last = new RegExp(String.raw`(?<!\p{L})(?:[úu]ltim[oa]|last|final)\s+${SLIDE}(?!\p{L})`, 'giu');

/**
 * A note in which each slide that is counted in words has its number: "o quarto slide", "slide four", "the last slide". Pure.
 *
 * @param count Slides of the deck.
 */
export function numberedSlides(note: string, count: number): string {
  const spelled = patterns.reduce(
    (text, { number, pattern }) => text.replace(pattern, `slide ${number}`),
    note,
  );
  return spelled.replace(last, `slide ${count}`);
}
