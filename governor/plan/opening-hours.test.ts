import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '../../platform/local-time.ts';
import { isOpen, type OpeningHours, openSpans } from './opening-hours.ts';

const HOUR = 3_600_000;
const none: ReadonlySet<string> = new Set();
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const hours = (time_zone: string, window_start: string, window_end: string): OpeningHours => ({
  time_zone,
  window_start,
  window_end,
  working_days: everyDay,
});
const utc = (spans: { from: number; to: number }[]) =>
  spans.map((s) => [new Date(s.from).toISOString(), new Date(s.to).toISOString()]);

describe('openSpans()', () => {
  it('gives the window in the zone of the account', () => {
    expect(utc(openSpans(hours('America/Sao_Paulo', '09:00', '18:00'), none, '2026-11-23'))).toEqual([
      ['2026-11-23T12:00:00.000Z', '2026-11-23T21:00:00.000Z'],
    ]);
  });

  it('parts a window across midnight between its two dates', () => {
    expect(utc(openSpans(hours('UTC', '22:00', '02:00'), none, '2026-11-23'))).toEqual([
      ['2026-11-23T00:00:00.000Z', '2026-11-23T02:00:00.000Z'],
      ['2026-11-23T22:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    ]);
  });

  it('opens no hour of Saturday for a Friday window across midnight', () => {
    const friday = { ...hours('UTC', '22:00', '02:00'), working_days: [5] };
    expect(openSpans(friday, none, '2026-11-28')).toEqual([]);
    expect(utc(openSpans(friday, none, '2026-11-27'))).toEqual([
      ['2026-11-27T22:00:00.000Z', '2026-11-28T00:00:00.000Z'],
    ]);
  });

  it('starts at the first instant there is when the start does not exist', () => {
    expect(utc(openSpans(hours('America/New_York', '02:30', '09:00'), none, '2026-03-08'))).toEqual([
      ['2026-03-08T07:00:00.000Z', '2026-03-08T13:00:00.000Z'],
    ]);
  });

  it('stays closed while an hour before the start is repeated', () => {
    expect(utc(openSpans(hours('America/New_York', '01:30', '09:00'), none, '2026-11-01'))).toEqual([
      ['2026-11-01T05:30:00.000Z', '2026-11-01T06:00:00.000Z'],
      ['2026-11-01T06:30:00.000Z', '2026-11-01T14:00:00.000Z'],
    ]);
  });

  it('has nothing on a date that the zone skipped, on a holiday and on a day off', () => {
    expect(openSpans(hours('Pacific/Apia', '09:00', '18:00'), none, '2011-12-30')).toEqual([]);
    expect(openSpans(hours('UTC', '09:00', '18:00'), new Set(['2026-11-23']), '2026-11-23')).toEqual([]);
    expect(openSpans({ ...hours('UTC', '09:00', '18:00'), working_days: [2] }, none, '2026-11-23')).toEqual(
      [],
    );
  });

  it('covers 23 and 25 hours of a day whose clock changes', () => {
    const length = (date: string) =>
      openSpans(hours('Europe/Berlin', '00:00', '23:59'), none, date).reduce((n, s) => n + s.to - s.from, 0);
    expect(Math.round(length('2026-03-29') / HOUR)).toBe(23);
    expect(Math.round(length('2026-10-25') / HOUR)).toBe(25);
  });

  const zones = [
    'America/Sao_Paulo',
    'America/New_York',
    'Europe/Berlin',
    'Africa/Cairo',
    'America/Santiago',
    'Asia/Beirut',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Asia/Kathmandu',
    'UTC',
  ];
  const clockTime = fc
    .integer({ min: 0, max: 1439 })
    .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);

  it('is open in every minute of its spans and in no other minute of the date', () => {
    const date = fc.integer({ min: 0, max: 6000 }).map((n) => addDays('2011-12-01', n));
    fc.assert(
      fc.property(fc.constantFrom(...zones), clockTime, clockTime, date, (zone, start, end, day) => {
        const opening = hours(zone, start, end);
        const spans = openSpans(opening, none, day);
        // A coarse walk over all instants that could belong to the date.
        const noon = Date.parse(`${day}T12:00:00Z`);
        for (let at = noon - 30 * HOUR + 137; at < noon + 30 * HOUR; at += 97_000) {
          if (localDate(at, zone) !== day) continue;
          const inside = spans.some((s) => at >= s.from && at < s.to);
          if (inside !== isOpen(opening, none, at)) return false;
        }
        return spans.every((s) => s.to > s.from);
      }),
      { numRuns: 60 },
    );
  });
});
