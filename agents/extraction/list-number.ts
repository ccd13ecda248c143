/** The number of a list's item as it is written: 3, c, iii. */
export function listNumber(number: number, format: string): string {
  switch (format) {
    case 'decimalZero':
      return String(number).padStart(2, '0');
    case 'lowerLetter':
      return letter(number);
    case 'upperLetter':
      return letter(number).toUpperCase();
    case 'lowerRoman':
      return roman(number);
    case 'upperRoman':
      return roman(number).toUpperCase();
    case 'ordinal':
      return `${number}º`;
    default:
      return String(number);
  }
}

/** a to z, then aa, bb, cc. */
function letter(number: number): string {
  if (number < 1) return String(number);
  return String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.min(Math.ceil(number / 26), 10));
}

const ROMAN: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number);
  let rest = number;
  let out = '';
  for (const [value, sign] of ROMAN) {
    out += sign.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return out;
}
