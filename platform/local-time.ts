import { Temporal } from 'temporal-polyfill';

/** An instant on the clocks of a zone. @throws {RangeError} For what is no zone. */
export function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone);
}

/** YYYY-MM-DD */
export function localDate(at: number, zone: string): string {
  return zoned(at, zone).toPlainDate().toString();
}

/** What the clocks of a zone show at an instant: YYYY-MM-DD and HH:MM. What is no zone counts as UTC. */
export function localOf(at: number, zone: string): { date: string; time: string } {
  const local = zoned(at, isZone(zone) ? zone : 'UTC');
  return {
    date: local.toPlainDate().toString(),
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

/**
 * A date and a time on the clocks of a zone as an instant. A time that the clocks skip that day becomes the first one
 * after it (`moved`); one that comes twice is the earlier.
 *
 * @param date YYYY-MM-DD
 * @param time HH:MM
 * @returns Null for what is no date, time or zone.
 */
export function instantOf(date: string, time: string, zone: string): { at: number; moved: boolean } | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(time) || !isZone(zone)) return null;
  let asked: Temporal.PlainDateTime;
  try {
    asked = Temporal.PlainDateTime.from(`${date}T${time}`);
  } catch {
    return null;
  }
  const found = asked.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(asked)) return { at: found.epochMilliseconds, moved: false };
  // In a gap `earlier` is as far before the clocks' change as the time lies behind it.
  const change = found.getTimeZoneTransition('next');
  return { at: (change ?? found).epochMilliseconds, moved: true };
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
}
