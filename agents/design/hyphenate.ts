import createHyphenator, { type HyphenationFunctionSync } from 'hyphen';
import en from 'hyphen/patterns/en-us.js';
import pt from 'hyphen/patterns/pt.js';
import type { Language } from '../../ports/content.ts';

/** What a line of text measures, in pixels. */
type Measure = (text: string) => Promise<number>;

const BREAK = '\u00ad';
const options = { async: false, hyphenChar: BREAK };
// SAFETY: without `async` the answer is no promise.
const syllables = {
  pt: createHyphenator(pt, options) as HyphenationFunctionSync,
  en: createHyphenator(en, options) as HyphenationFunctionSync,
};

/**
 * Breaks the words of `text` that are wider than a line, with a hyphen where a syllable ends.
 *
 * A word that fits is never touched. The break is a real "-" and a space, since the renderer breaks at soft hyphens
 * but draws none.
 */
export async function hyphenate(
  text: string,
  language: Language,
  width: number,
  measure: Measure,
): Promise<string> {
  const words = text.split(/(\s+)/);
  const whole: string[] = [];
  for (const word of words) {
    // Measuring is cheap but not free: no face sets 8 characters wider than a title box.
    const isWide = word.length > 8 && (await measure(word)) > width;
    whole.push(isWide ? await split(word, language, width, measure) : word);
  }
  return whole.join('');
}

/** More letters than any line holds: a word of 40,000 must not be measured whole for each of its lines. */
const LINE = 160;

async function split(word: string, language: Language, width: number, measure: Measure): Promise<string> {
  const letters = [...word];
  const places = [afterSigns(letters), syllableEnds(letters, language)];
  const pieces: string[] = [];
  let start = 0;
  while (start < letters.length) {
    const rest = letters.slice(start, start + LINE).join('');
    if (start + LINE >= letters.length && (await measure(rest)) <= width) {
      pieces.push(rest);
      break;
    }
    let low = 1;
    let high = Math.min(LINE, letters.length - start);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const fits = (await measure(`${letters.slice(start, start + middle).join('')}-`)) <= width;
      if (fits) low = middle;
      else high = middle - 1;
    }
    const most = start + low;
    const found = places.map((ends) => ends.findLast((at) => at > start + 1 && at <= most));
    const end = found.find((at) => at !== undefined) ?? most;
    const piece = letters.slice(start, end).join('');
    // An address must not gain a hyphen.
    pieces.push(/\p{L}$/u.test(piece) && !/[/@_]/.test(word) ? `${piece}-` : piece);
    start = end;
  }
  return pieces.join(' ');
}

/** Numbers of letters before which a sign stands: better places than the end of a syllable. */
function afterSigns(letters: readonly string[]): number[] {
  return letters.flatMap((letter, at) => (/^\P{L}$/u.test(letter) ? [at + 1] : []));
}

/** Numbers of letters after which a syllable ends; none in what is too long to be a word. */
function syllableEnds(letters: readonly string[], language: Language): number[] {
  if (letters.length > LINE) return [];
  let end = 0;
  return syllables[language](letters.join(''))
    .split(BREAK)
    .map((piece) => {
      end += [...piece].length;
      return end;
    });
}
