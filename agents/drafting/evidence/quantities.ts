import { folded } from '../../../platform/folded.ts';
import { numbersIn } from '../../text/numbers-in.ts';
import { type Unit, unitOf } from './units.ts';

/** A number of a text with what it counts. */
export interface Quantity {
  /** As written, without the unit. */
  text: string;
  /** What it may mean, in plain notation, with the zeros of "million" and without "%". */
  readings: string[];
  unit: Unit | null;
  /** With the unit, as written. */
  written: string;
  /** Written in words: "doze meses". */
  isSpelled: boolean;
  start: number;
  end: number;
}

const magnitudes: [RegExp, number][] = [
  [/^(?:mil|thousand)$/, 3],
  [/^(?:milhao|milhoes|million|millions|mi)$/, 6],
  [/^(?:bilhao|bilhoes|billion|billions|bi)$/, 9],
  [/^(?:trilhao|trilhoes|trillion|trillions)$/, 12],
];
const UNIT = String.raw`(?:[°º]\s?[CF]\b|R\$|US\$|[%$€£]|[\p{L}µμ]+[²³]?(?:\/[\p{L}µμ]+[²³]?)?)`;
const next = new RegExp(String.raw`^[\s\u00a0-]?\s?(?:(?:de|of)\s)?(${UNIT})`, 'u');
const before = /(R\$|US\$|[$€£])\s?$/u;
const phrases: [RegExp, Unit][] = [
  [/^\s?(?:por cento|per ?cent)\b/iu, { kind: 'percent', factor: 1 }],
  [/^\s?(?:pontos? percentua(?:l|is)|percentage points?|p\.\s?p\.)/iu, { kind: 'points', factor: 1 }],
  [/^\s?(?:graus?|degrees?) celsius\b/iu, { kind: 'celsius', factor: 1 }],
  [/^\s?(?:graus?|degrees?) fahrenheit\b/iu, { kind: 'fahrenheit', factor: 1 }],
];

/** The numbers of a text, in digits and in words of either language, with their units. Pure. */
export function quantitiesIn(text: string): Quantity[] {
  const digits = numbersIn(text).map(({ text: written, readings, start }) => {
    const bare = written.replace(/\s?%$|\s(?:por cento|per ?cent)$/iu, '');
    return { written: bare, readings: readings.map((r) => r.replace(/%$/, '')), start, isSpelled: false };
  });
  return [...digits, ...spelledIn(text)].map((one) => measured(text, one)).sort((a, b) => a.start - b.start);
}

function measured(
  text: string,
  {
    written,
    readings,
    start,
    isSpelled,
  }: { written: string; readings: string[]; start: number; isSpelled: boolean },
): Quantity {
  let end = start + written.length;
  let all = readings;
  let from = start;
  let unit: Unit | null = null;
  const word = next.exec(text.slice(end, end + 60));
  const zeros = word && magnitudes.find(([pattern]) => pattern.test(folded(word[1] ?? '')))?.[1];
  if (word && zeros !== undefined && zeros !== null) {
    end += word[0].length;
    all = readings.map((r) => shifted(r, zeros));
  }
  const rest = text.slice(end, end + 60);
  const phrase = phrases.find(([pattern]) => pattern.test(rest));
  const named = phrase ? null : next.exec(rest);
  const found = phrase ? phrase[1] : named && unitOf(named[1]?.replace(/\s/g, '') ?? '');
  let until = end;
  if (found) {
    unit = found;
    until = end + (phrase ? (phrase[0].exec(rest)?.[0].length ?? 0) : (named?.[0].length ?? 0));
  } else {
    const sign = before.exec(text.slice(Math.max(0, start - 5), start))?.[1];
    unit = (sign && unitOf(sign)) || null;
    if (unit && sign) from = text.lastIndexOf(sign, start);
  }
  return {
    text: written,
    readings: all,
    unit,
    written: text.slice(from, until),
    isSpelled,
    start,
    end: until,
  };
}

/** "1.5" million is 1500000. */
function shifted(reading: string, zeros: number): string {
  const [whole = '', fraction = ''] = reading.split('.');
  if (!/^\d+$/.test(whole) || !/^\d*$/.test(fraction) || fraction.length > zeros) return reading;
  return (whole + fraction.padEnd(zeros, '0')).replace(/^0+(?=\d)/, '');
}

/** "um" and "one" are articles more often than numbers. */
const small =
  'dois|duas|two=2 tres|three=3 quatro|four=4 cinco|five=5 seis|six=6 sete|seven=7 oito|eight=8 nove|nine=9 dez|ten=10 onze|eleven=11 doze|twelve=12 treze|thirteen=13 catorze|quatorze|fourteen=14 quinze|fifteen=15 dezesseis|sixteen=16 dezessete|seventeen=17 dezoito|eighteen=18 dezenove|nineteen=19';
const tens =
  'vinte|twenty=20 trinta|thirty=30 quarenta|forty=40 cinquenta|fifty=50 sessenta|sixty=60 setenta|seventy=70 oitenta|eighty=80 noventa|ninety=90';
const hundreds =
  'cem|cento|hundred=100 duzentos|duzentas=200 trezentos|trezentas=300 quatrocentos|quatrocentas=400 quinhentos|quinhentas=500';
const tableOf = (rows: string) =>
  new Map(
    rows.split(' ').flatMap((row) => {
      const [names = '', value = ''] = row.split('=');
      return names.split('|').map((name) => [name, Number(value)] as const);
    }),
  );
const [units, decades, centuries] = [tableOf(small), tableOf(tens), tableOf(hundreds)];
const words = /(?<![\p{L}\p{N}])\p{L}+(?![\p{L}\p{N}])/gu;

/** "vinte e quatro" and "twenty-four"; what is longer is written in digits. */
function spelledIn(text: string): { written: string; readings: string[]; start: number; isSpelled: true }[] {
  const all = [...text.matchAll(words)].map((m) => ({
    word: folded(m[0]),
    start: m.index,
    end: m.index + m[0].length,
  }));
  const found: { written: string; readings: string[]; start: number; isSpelled: true }[] = [];
  for (let at = 0; at < all.length; at++) {
    const first = all[at];
    if (!first) break;
    const ten = decades.get(first.word);
    const joined = all[at + 1]?.word === 'e' ? 2 : 1;
    const second = ten === undefined ? undefined : all[at + joined];
    const one = second && units.get(second.word);
    const isJoined =
      second !== undefined &&
      one !== undefined &&
      one < 10 &&
      /^(?:\s|-|\se\s)$/u.test(text.slice(first.end, second.start));
    const value =
      isJoined && ten !== undefined ? ten + one : (ten ?? units.get(first.word) ?? centuries.get(first.word));
    if (value === undefined || /(?:por|per)\s$/iu.test(text.slice(0, first.start))) continue;
    const end = isJoined ? second.end : first.end;
    found.push({
      written: text.slice(first.start, end),
      readings: [String(value)],
      start: first.start,
      isSpelled: true,
    });
    if (isJoined) at += joined;
  }
  return found;
}
