/** What a line of text measures, in pixels. */
export type Measure = (text: string) => Promise<number>;

/**
 * Breaks the words of `text` that are wider than a line, with a hyphen where a syllable may end.
 *
 * A word that fits is never touched. The break is a real "-" and a space, since the renderer breaks at soft hyphens
 * but draws none.
 */
export async function hyphenate(text: string, width: number, measure: Measure): Promise<string> {
  const words = text.split(/(\s+)/);
  const whole: string[] = [];
  for (const word of words) {
    // Measuring is cheap but not free: no face sets 8 characters wider than a title box.
    whole.push(word.length > 8 && (await measure(word)) > width ? await split(word, width, measure) : word);
  }
  return whole.join('');
}

/** More letters than any line holds: a word of 40,000 must not be measured whole for each of its lines. */
const LINE = 160;

async function split(word: string, width: number, measure: Measure): Promise<string> {
  const letters = [...word];
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
    const length = syllableEnd(letters.slice(start), low);
    const piece = letters.slice(start, start + length).join('');
    // An address must not gain a hyphen.
    pieces.push(/\p{L}$/u.test(piece) && !/[/@_]/.test(word) ? `${piece}-` : piece);
    start += length;
  }
  return pieces.join(' ');
}

/** The last place up to `most` where a vowel is followed by a consonant and a vowel: right for most of pt and en. */
function syllableEnd(letters: string[], most: number): number {
  const vowel = (letter: string | undefined) => /^[aeiouyáàâãéêíóôõúü]$/iu.test(letter ?? '');
  const letter = (value: string | undefined) => /^\p{L}$/u.test(value ?? '');
  for (let i = most; i > Math.max(2, most - 6); i -= 1) {
    if (!letter(letters[i]) && letter(letters[i - 1])) return i;
    const open = vowel(letters[i - 1]) && !vowel(letters[i]) && vowel(letters[i + 1]);
    if (open && letter(letters[i])) return i;
  }
  return most;
}
