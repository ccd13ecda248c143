import { folded } from '../../platform/folded.ts';
import { addDays, instantOf, isZone, localDate } from '../../platform/local-time.ts';

/** A span of days as it was written, before it is known where and when "today" is. `until` is exclusive. */
export type Period =
  | { kind: 'past'; days: number }
  | { kind: 'calendar'; unit: Unit; back: number }
  /** The newest month of that number that has begun. */
  | { kind: 'month'; month: number }
  | { kind: 'dates'; from: string; until: string };
type Unit = 'day' | 'week' | 'month' | 'year';

const months = [
  ['january', 'janeiro'],
  ['february', 'fevereiro'],
  ['march', 'marco'],
  ['april', 'abril'],
  ['may', 'maio'],
  ['june', 'junho'],
  ['july', 'julho'],
  ['august', 'agosto'],
  ['september', 'setembro'],
  ['october', 'outubro'],
  ['november', 'novembro'],
  ['december', 'dezembro'],
];
/** They are words as well: months only with their year. */
const alsoWords = ['may', 'march', 'marco'];
const units: Record<string, Unit> = {
  ...{ week: 'week', semana: 'week', month: 'month', mes: 'month', year: 'year', ano: 'year' },
};
const lengths: [RegExp, number][] = [
  [/^d/, 1],
  [/^(w|s)/, 7],
  [/^m/, 30],
  [/^(y|a)/, 365],
];

const day = String.raw`(\d{4})-(\d{1,2})-(\d{1,2})`;
/** Each pattern with what it means; null: it looks like a date, and there is no such day. */
const patterns: [RegExp, (found: string[]) => Period | null][] = [
  [new RegExp(`^${day}(?:\\.\\.| (?:to|until|a|ate) )${day}(?= |$)`), (f) => span(f.slice(0, 3), f.slice(3))],
  [new RegExp(`^${day}(?= |$)`), (f) => span(f, f)],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4})(?= |$)/, ([d = '', m = '', y = '']) => span([y, m, d], [y, m, d])],
  [/^(\d{4})-(\d{1,2})(?= |$)/, ([y = '', m = '']) => monthOf(y, m)],
  [/^(\d{1,2})\/(\d{4})(?= |$)/, ([m = '', y = '']) => monthOf(y, m)],
  [
    /^(20\d{2})(?= |$)/,
    ([y = '']) => ({ kind: 'dates', from: `${y}-01-01`, until: `${Number(y) + 1}-01-01` }),
  ],
  [
    /^(?:(?:last|past|ultimos|ultimas) )?(\d{1,3}) ?(days?|dias?|weeks?|semanas?|months?|mes(?:es)?|years?|anos?)(?= |$)/,
    ([n = '', unit = '']) => past(n, unit),
  ],
  [/^(\d{1,3})([dwsmya])(?= |$)/, ([n = '', unit = '']) => past(n, unit)],
  [/^(today|hoje)(?= |$)/, () => ({ kind: 'calendar', unit: 'day', back: 0 })],
  [/^(yesterday|ontem)(?= |$)/, () => ({ kind: 'calendar', unit: 'day', back: 1 })],
  [
    /^(?:this|n?est[ae]) (week|month|year|semana|mes|ano)(?= |$)/,
    ([unit = '']) => ({ kind: 'calendar', unit: units[unit] ?? 'month', back: 0 }),
  ],
  [
    /^(?:last|previous|ultim[oa]) (week|month|year|semana|mes|ano)(?= |$)/,
    ([unit = '']) => ({ kind: 'calendar', unit: units[unit] ?? 'month', back: 1 }),
  ],
  [
    /^(semana|mes|ano) passad[oa](?= |$)/,
    ([unit = '']) => ({ kind: 'calendar', unit: units[unit] ?? 'month', back: 1 }),
  ],
  [
    new RegExp(`^(${months.flat().join('|')})(?: (?:de |of )?(\\d{4}))?(?= |$)`),
    ([name = '', year]) => {
      const month = months.findIndex((names) => names.includes(name)) + 1;
      return year ? monthOf(year, String(month)) : { kind: 'month', month };
    },
  ],
];

/**
 * Reads the period that a list of words begins with, in either language. Pure.
 *
 * @returns `words`: of how many words it is made, 0 for none; `period` null with words: it looks like one and is none.
 */
export function readPeriod(words: readonly string[]): { words: number; period: Period | null } {
  const text = folded(words.join(' '));
  if (alsoWords.includes(folded(words[0] ?? '')) && !/^\S+ (?:de |of )?\d{4}/.test(text)) {
    return { words: 0, period: null };
  }
  for (const [pattern, mean] of patterns) {
    const found = pattern.exec(text);
    if (found) return { words: found[0].split(' ').length, period: mean(found.slice(1)) };
  }
  return { words: 0, period: null };
}

/** The instants that a period stands for on the clocks of `zone`; weeks begin on Monday. Pure. */
export function instantsOf(period: Period, now: number, zone: string): { from: string; until: string } {
  const tz = isZone(zone) ? zone : 'UTC';
  const today = localDate(now, tz);
  const { from, until } = datesOf(period, today);
  const iso = (date: string) => new Date(instantOf(date, '00:00', tz)?.at ?? `${date}T00:00Z`).toISOString();
  return { from: iso(from), until: iso(until) };
}

function datesOf(period: Period, today: string): { from: string; until: string } {
  const [year = 0, month = 1] = today.split('-').map(Number);
  switch (period.kind) {
    case 'dates':
      return period;
    case 'past':
      return { from: addDays(today, 1 - period.days), until: addDays(today, 1) };
    case 'month':
      return monthDates(period.month <= month ? year : year - 1, period.month);
    case 'calendar': {
      const { unit, back } = period;
      if (unit === 'year') return { from: `${year - back}-01-01`, until: `${year - back + 1}-01-01` };
      if (unit === 'month') return monthDates(year, month - back);
      const sinceMonday = (new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7;
      const days = unit === 'week' ? 7 : 1;
      const first = addDays(today, (unit === 'week' ? -sinceMonday : 0) - back * days);
      return { from: first, until: addDays(first, days) };
    }
  }
}

/** @param month 1 to 12; 0 is December of the year before. */
function monthDates(year: number, month: number): { from: string; until: string } {
  const first = (n: number) => new Date(Date.UTC(year, n - 1, 1)).toISOString().slice(0, 10);
  return { from: first(month), until: first(month + 1) };
}

function monthOf(year: string, month: string): Period | null {
  const n = Number(month);
  return n >= 1 && n <= 12 ? { kind: 'dates', ...monthDates(Number(year), n) } : null;
}

function span(from: string[], to: string[]): Period | null {
  const [first, last] = [dateOf(from), dateOf(to)];
  return first !== null && last !== null && first <= last
    ? { kind: 'dates', from: first, until: addDays(last, 1) }
    : null;
}

function dateOf([y = '', m = '', d = '']: string[]): string | null {
  const date = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const at = new Date(`${date}T00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : null;
}

function past(n: string, unit: string): Period | null {
  const [, length = 1] = lengths.find(([begins]) => begins.test(unit)) ?? [];
  const days = Number(n) * length;
  return days > 0 ? { kind: 'past', days } : null;
}
