import type { Span } from './dates.ts';
import { type Quantity, quantitiesIn } from './quantities.ts';
import { type Unit, unitOf } from './units.ts';

export interface Quantities {
  /** Numbers that no source has, as written. */
  numbers: string[];
  /** Numbers with a unit that no source gives them, as written with it. */
  units: string[];
  /** Numbers that people gave or that count what stands there. */
  given: string[];
}

const LINE_NUMBER = /^\s*\d{1,2}[.)º]\s+/;

/**
 * The quantities of a sentence that its sources do not have. A number in words counts where a unit makes it one ("doze
 * meses"); a unit is another way to say the same where the amounts are equal (5 mm, 0.5 cm); a source that gives the number
 * bare, as tables do, has its unit where the unit stands anywhere beside it. Pure.
 *
 * @param dates Stretches of the sentence that are dates, which are checked as such.
 */
export function checkQuantities(
  sentence: string,
  sources: readonly string[],
  { own, dates = [] }: { own: readonly string[]; dates?: readonly Span[] },
): Quantities {
  const text = sentence.replace(LINE_NUMBER, (line) => ' '.repeat(line.length));
  const told = quantitiesIn(text).filter(
    (q) => (!q.isSpelled || q.unit) && !dates.some((d) => q.start < d.end && q.end > d.start),
  );
  if (told.length === 0) return { numbers: [], units: [], given: [] };
  const held = sources.flatMap(quantitiesIn);
  const units = sources.flatMap(unitsIn);
  const typed = own.flatMap(quantitiesIn);
  const found: Quantities = { numbers: [], units: [], given: [] };
  for (const one of told) {
    const same = held.filter((other) => isSame(one, other));
    if (same.length === 0 && typed.some((other) => isSame(one, other))) found.given.push(one.text.trim());
    else if (same.length === 0) found.numbers.push(one.text.trim());
    else if (!fits(one, same, units)) found.units.push(one.written.trim());
  }
  return found;
}

const amounts = ({ readings, unit }: Quantity): number[] =>
  readings.map((r) => Number(r) * (unit?.factor ?? 1));
const isClose = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

function isSame(one: Quantity, other: Quantity): boolean {
  if (one.readings.some((r) => other.readings.includes(r))) return true;
  return one.unit !== null && isEqual(one, other);
}

function isEqual(one: Quantity, other: Quantity): boolean {
  return (
    one.unit?.kind === other.unit?.kind && amounts(one).some((a) => amounts(other).some((b) => isClose(a, b)))
  );
}

function fits(one: Quantity, same: readonly Quantity[], units: readonly Unit[]): boolean {
  const { unit } = one;
  if (unit === null) return true;
  if (same.some((other) => other.unit !== null && isEqual(one, other))) return true;
  if (!same.some((other) => other.unit === null)) return false;
  return (
    unit.kind === 'percent' || units.some(({ kind, factor }) => kind === unit.kind && factor === unit.factor)
  );
}

/** Units that a text names anywhere: "one day instead of five". */
const unitsIn = (text: string): Unit[] =>
  (text.match(/R\$|US\$|[%$€£]|[°º]\s?[CF]\b|[\p{L}µμ]+[²³]?(?:\/[\p{L}µμ]+[²³]?)?/gu) ?? []).flatMap(
    (word) => unitOf(word.replace(/\s/g, '')) ?? [],
  );
