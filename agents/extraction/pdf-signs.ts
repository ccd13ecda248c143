import dingbat from 'dingbat-to-unicode';

/** What programs of TeX keep where other fonts have control characters. */
const TEX: Record<string, string> = {
  '\u0000': '−',
  '\u0001': '·',
  '\u0002': '×',
  '\u0006': '±',
  '\u0014': '≤',
  '\u0015': '≥',
};
const LIGATURES: Record<string, string> = {
  '\u000b': 'ff',
  '\u000c': 'fi',
  '\u000e': 'ffi',
  '\u000f': 'ffl',
  '\u001b': 'ff',
  '\u001c': 'fi',
  '\u001d': 'fl',
  '\u001e': 'ffi',
  '\u001f': 'ffl',
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: characters without a meaning are what is looked for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu;
const PRIVATE = /[\ue000-\uf8ff]/gu;

/**
 * Characters that a PDF keeps without a meaning, as what they were: a sign before a figure is a minus, one between letters
 * a ligature, one at a line's start a bullet.
 *
 * @returns `unclear` true when one was left out, or a sign of a figure guessed.
 */
export function plainSigns(text: string, startsLine: boolean): { text: string; unclear: boolean } {
  if (!/[\p{Cc}\p{Co}\ufffd]/u.test(text)) return { text, unclear: false };
  let unclear = text.includes('\ufffd');
  const bullets = startsLine
    ? text.replace(/^\s*[\p{Cc}\p{Co}](?=\s|$|\p{L})/u, (found) => (/[\t\n\r ]$/.test(found) ? found : '• '))
    : text;
  const said = bullets
    .replace(PRIVATE, (sign) => {
      const known = dingbat.dec('Symbol', String((sign.codePointAt(0) ?? 0) & 0xff))?.string;
      if (known === undefined) unclear = true;
      return known ?? ' ';
    })
    .replace(CONTROL, (sign, at: number, whole: string) => {
      const [before, after] = [whole.slice(0, at), whole.slice(at + 1)];
      if (/\p{L}$/u.test(before) && /^\p{L}/u.test(after)) return LIGATURES[sign] ?? '';
      unclear = true;
      if (/^\s?[\d.,]/.test(after)) return TEX[sign] ?? (/[\d\p{L})]$/u.test(before) ? ' ' : '−');
      return /^\s*$/.test(after) && sign in TEX ? (TEX[sign] ?? '') : '';
    });
  return { text: said, unclear };
}
