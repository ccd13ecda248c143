interface NumberFound {
  /** As written. */
  text: string;
  /**
   * What it may mean, in plain notation. Two readings where Portuguese and English differ: "1.750" is 1750 and 1.75.
   * A percentage ends with "%".
   */
  readings: string[];
  start: number;
  end: number;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const power = String.raw`10\s?(?:\^\s?[-−–]?\d+|[⁻−]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)`;
const spaced = String.raw`\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])(?:,\d+)?`;
const plain = String.raw`\d+(?:[.,]\d+)*`;
const number = new RegExp(
  `(?<![\\d.,])(?:(${power})|(${spaced})|(${plain}))(\\s?%|\\s(?:por cento|per ?cent)\\b)?`,
  'giu',
);

/**
 * The numbers of a text, Portuguese or English, in a form that can be compared.
 *
 * The digits of a name count ("F136" holds 136): a changed standard is a changed number.
 */
export function numbersIn(text: string): NumberFound[] {
  return [...text.matchAll(number)].map((found) => {
    const [written, asPower, asSpaced, asPlain, percent] = found;
    const readings = asPower
      ? [powerOf(asPower)]
      : asSpaced
        ? readingsOf(asSpaced.replace(/[ \u00a0\u202f]/g, ''))
        : readingsOf(asPlain ?? '');
    return {
      text: written,
      readings: percent ? readings.map((r) => `${r}%`) : readings,
      start: found.index,
      end: found.index + written.length,
    };
  });
}

/** Whether two numbers can mean the same. */
export const sameNumber = (a: NumberFound, b: NumberFound): boolean =>
  a.readings.some((r) => b.readings.includes(r));

/** Numbers of `text` that stand in none of `sources`. A percentage also matches the bare number of a source. */
export function numbersMissingFrom(text: string, sources: readonly string[]): NumberFound[] {
  const held = new Set(sources.flatMap((s) => numbersIn(s).flatMap((n) => n.readings)));
  return numbersIn(text).filter(
    (n) => !n.readings.some((r) => held.has(r) || held.has(`${r}%`) || held.has(r.replace(/%$/, ''))),
  );
}

function powerOf(written: string): string {
  const exponent = written
    .replace(/^10\s?\^?\s?/, '')
    .replace(/[⁻−–]/g, '-')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (c) => String(superscripts.indexOf(c)));
  return `10^${Number(exponent)}`;
}

function readingsOf(written: string): string[] {
  const marks = written.match(/[.,]/g) ?? [];
  if (marks.length === 0) return [trimmed(written)];
  const grouped = /^[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*$/.test(written);
  const both = /^[1-9]\d{0,2}(?:\.\d{3})+,\d+$|^[1-9]\d{0,2}(?:,\d{3})+\.\d+$/.test(written);
  if (both) {
    const decimal =
      written.at(Math.max(written.lastIndexOf('.'), written.lastIndexOf(','))) === ',' ? ',' : '.';
    const thousands = decimal === ',' ? '.' : ',';
    return [trimmed(written.replaceAll(thousands, '').replace(decimal, '.'))];
  }
  if (grouped && marks.length === 1)
    return [trimmed(written.replace(/[.,]/, '')), trimmed(written.replace(',', '.'))];
  if (grouped) return [trimmed(written.replace(/[.,]/g, ''))];
  if (marks.length === 1) return [trimmed(written.replace(',', '.'))];
  // A clause or a version: 7.4.1
  return [written.replaceAll(',', '.')];
}

/** "007" is 7, "0.40" is 0.4. Kept as text: a number may have more digits than a double holds. */
function trimmed(decimal: string): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const rest = fraction.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${rest ? `.${rest}` : ''}`;
}
