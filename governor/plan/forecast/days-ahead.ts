import { addDays, instantOf } from '../../../platform/local-time.ts';
import type { AccountConfig } from '../../../ports/outreach.ts';
import { openSpans, type Span } from '../opening-hours.ts';

/** The local dates that a forecast goes through, by number from 0, with what is the same in every draw. */
export interface DaysAhead {
  count: number;
  date(day: number): string;
  /** The first instant of a day, ms; of day `count` too. */
  begin(day: number): number;
  spans(day: number): readonly Span[];
  spansOf(date: string): readonly Span[];
  /** The day of an instant; -1 for one that is not ahead. */
  dayAt(at: number): number;
  isOpenOn(day: number, at: number): boolean;
  /** The first open instant at or after one; infinite: none is ahead. */
  nextOpen(from: number): number;
}

/** Placing looks so many days further than what is shown. */
const FURTHER = 15;

export function daysAhead(
  config: AccountConfig,
  holidays: ReadonlySet<string>,
  localDate: string,
  count: number,
): DaysAhead {
  const dates = Array.from({ length: count + FURTHER }, (_, day) => addDays(localDate, day));
  const begins = dates.map(
    (date) => instantOf(date, '00:00', config.time_zone)?.at ?? Number.POSITIVE_INFINITY,
  );
  const spans = dates.map((date) => openSpans(config, holidays, date));
  const numbers = new Map(dates.map((date, day) => [date, day]));
  const all = spans.flat();
  return {
    count,
    date: (day) => dates[day] ?? '',
    begin: (day) => begins[day] ?? Number.POSITIVE_INFINITY,
    spans: (day) => spans[day] ?? [],
    spansOf: (date) => spans[numbers.get(date) ?? -1] ?? [],
    dayAt: (at) => begins.findLastIndex((begin) => begin <= at && at < Number.POSITIVE_INFINITY),
    isOpenOn: (day, at) => (spans[day] ?? []).some((s) => at >= s.from && at < s.to),
    nextOpen(from) {
      const span = all.find((s) => s.to > from);
      return span ? Math.max(from, span.from) : Number.POSITIVE_INFINITY;
    },
  };
}
