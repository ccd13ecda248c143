import { Temporal } from 'temporal-polyfill';
import { localDate, zoned } from '../../platform/local-time.ts';

/** Milliseconds since 1970; `to` is exclusive. */
export interface Span {
  from: number;
  to: number;
}

/** When an account may act, in its own zone. */
export interface OpeningHours {
  time_zone: string;
  window_start: string;
  window_end: string;
  working_days: readonly number[];
}

/**
 * Whether the wall clock of the zone stands inside the window, on a day that is worked.
 *
 * A window across midnight belongs to the day it starts on; its hours after midnight also need their own day to be
 * worked. That is the stricter of two readings, so no reading of "closed day" is ever broken.
 */
export function isOpen(hours: OpeningHours, holidays: ReadonlySet<string>, at: number): boolean {
  const local = zoned(at, hours.time_zone);
  const today = local.toPlainDate();
  if (!isWorked(hours, holidays, today)) return false;
  const minute = local.hour * 60 + local.minute;
  const start = minuteOf(hours.window_start);
  const end = minuteOf(hours.window_end);
  if (start < end) return minute >= start && minute < end;
  if (start === end) return false;
  return minute >= start || (minute < end && isWorked(hours, holidays, today.subtract({ days: 1 })));
}

/**
 * The open spans of one local date, in time order.
 *
 * Cut at every instant where the answer of `isOpen` can change, and asked in the middle of each piece: so an hour that
 * does not exist, one that comes twice, a day of 23 or 25 hours and a date that was skipped need no case of their own.
 */
export function openSpans(hours: OpeningHours, holidays: ReadonlySet<string>, date: string): Span[] {
  const zone = hours.time_zone;
  const day = Temporal.PlainDate.from(date);
  const begin = day.toZonedDateTime(zone);
  const end = day.add({ days: 1 }).toZonedDateTime(zone);
  const cuts = new Set([begin.epochMilliseconds, end.epochMilliseconds]);
  for (const bound of [hours.window_start, hours.window_end]) {
    const local = day.toPlainDateTime(Temporal.PlainTime.from(bound));
    for (const disambiguation of ['earlier', 'later'] as const)
      cuts.add(local.toZonedDateTime(zone, { disambiguation }).epochMilliseconds);
  }
  for (
    let change = begin.getTimeZoneTransition('next');
    change;
    change = change.getTimeZoneTransition('next')
  ) {
    if (change.epochMilliseconds >= end.epochMilliseconds) break;
    cuts.add(change.epochMilliseconds);
  }
  const inside = [...cuts]
    .filter((at) => at >= begin.epochMilliseconds && at <= end.epochMilliseconds)
    .sort((a, b) => a - b);
  const spans: Span[] = [];
  for (const [i, from] of inside.entries()) {
    const to = inside[i + 1];
    if (to === undefined) break;
    const middle = (from + to) / 2;
    if (localDate(middle, zone) !== date || !isOpen(hours, holidays, middle)) continue;
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  }
  return spans;
}

function isWorked(hours: OpeningHours, holidays: ReadonlySet<string>, day: Temporal.PlainDate): boolean {
  return hours.working_days.includes(day.dayOfWeek) && !holidays.has(day.toString());
}

function minuteOf(clockTime: string): number {
  const time = Temporal.PlainTime.from(clockTime);
  return time.hour * 60 + time.minute;
}
