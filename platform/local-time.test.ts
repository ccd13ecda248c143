import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, instantOf, localDate, localOf } from './local-time.ts';

const iso = (date: string, time: string, zone: string) => {
  const found = instantOf(date, time, zone);
  return found && { at: new Date(found.at).toISOString().slice(0, 16), moved: found.moved };
};

describe('instantOf()', () => {
  it.each([
    ['2026-11-23', '09:00', 'America/Sao_Paulo', '2026-11-23T12:00', false],
    ['2026-07-01', '10:00', 'Europe/Berlin', '2026-07-01T08:00', false],
    // Skipped: 02:00 to 03:00 that night.
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:00', true],
    // Twice: the earlier one, still in summer time.
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30', false],
    // Half an hour is skipped.
    ['2026-10-04', '02:10', 'Australia/Lord_Howe', '2026-10-03T15:30', true],
    // A whole day does not exist.
    ['2011-12-30', '12:00', 'Pacific/Apia', '2011-12-30T10:00', true],
  ])('%s %s in %s is %s', (date, time, zone, at, moved) => {
    expect(iso(date, time, zone)).toEqual({ at, moved });
  });

  it.each([
    ['', '10:00', 'UTC'],
    ['2026-13-01', '10:00', 'UTC'],
    ['2026-01-01', '25:00', 'UTC'],
    ['2026-01-01', '10:00', 'Mars/Base'],
    ['2026-01-01', '', 'UTC'],
    ['2026-02-30', '10:00', 'UTC'],
    ['2026-01-01', '10:00', ''],
  ])('is null for %s %s %s', (date, time, zone) => {
    expect(instantOf(date, time, zone)).toBeNull();
  });

  it('gives back the clocks that it was asked for, in every zone and on every day', () => {
    const zones = [
      'America/Sao_Paulo',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'Asia/Kathmandu',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (zone, day) => {
          const { date, time } = localOf(Math.floor(day.getTime() / 60_000) * 60_000, zone);
          const found = instantOf(date, time, zone);
          expect(found && localOf(found.at, zone)).toEqual({ date, time });
          expect(found?.moved).toBe(false);
        },
      ),
    );
  });
});

it('localOf() takes what is no zone for UTC', () => {
  expect(localOf(Date.parse('2026-11-30T02:59:59Z'), 'Mars/Base')).toEqual({
    date: '2026-11-30',
    time: '02:59',
  });
});

it('localDate() is the day of the zone', () => {
  expect(localDate(Date.parse('2026-11-30T02:59:59.999Z'), 'America/Sao_Paulo')).toBe('2026-11-29');
  expect(localDate(Date.parse('2026-11-30T03:00:00Z'), 'America/Sao_Paulo')).toBe('2026-11-30');
});

it('addDays() goes over months and years', () => {
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});
