import { describe, expect, it } from 'vitest';
import { dayAndTime, dayLabel, formatDateToken, timeOf, tsToMs } from './format-time.ts';

const now = Date.parse('2026-11-22T19:30:00Z');
const saoPaulo = { tz: 'America/Sao_Paulo', now };
const berlin = { tz: 'Europe/Berlin', now };

describe('times of messages', () => {
  it('are shown in the zone of the person who looks', () => {
    const at = Date.parse('2026-11-22T17:07:00Z');
    expect(timeOf(at, saoPaulo.tz)).toBe('14:07');
    expect(timeOf(at, berlin.tz)).toBe('18:07');
  });

  it('show midnight as 00, not 24', () => {
    expect(timeOf(Date.parse('2026-11-22T03:00:00Z'), saoPaulo.tz)).toBe('00:00');
  });

  it('count days in that zone: the same instant is yesterday here and today there', () => {
    const at = Date.parse('2026-11-21T23:30:00Z');
    expect(dayLabel(at, saoPaulo)).toBe('Yesterday');
    expect(dayLabel(at, berlin)).toBe('Today');
  });

  it('name older days, with the year only when it is another one', () => {
    expect(dayLabel(Date.parse('2026-11-03T15:00:00Z'), saoPaulo)).toBe('Tuesday, November 3rd');
    expect(dayLabel(Date.parse('2025-12-31T15:00:00Z'), saoPaulo)).toBe('Wednesday, December 31st, 2025');
  });

  it('are said in words under a thread', () => {
    expect(dayAndTime(Date.parse('2026-11-22T17:07:00Z'), saoPaulo)).toBe('today at 14:07');
    expect(dayAndTime(Date.parse('2026-11-02T17:07:00Z'), saoPaulo)).toBe('Nov 2nd at 14:07');
  });

  it('are read from a ts', () => {
    expect(tsToMs('1763838312.000100')).toBe(1_763_838_312_000);
  });
});

describe('formatDateToken()', () => {
  const seconds = Date.parse('2026-11-22T17:07:05Z') / 1000;
  it.each([
    ['{date_num} {time}', '2026-11-22 14:07'],
    ['{date}', 'November 22nd, 2026'],
    ['{date_long}', 'Sunday, November 22nd, 2026'],
    ['{date_short_pretty} at {time_secs}', 'today at 14:07:05'],
    ['{ago}', '2 hours ago'],
    ['{unknown}', '{unknown}'],
  ])('shows %s as %s', (pattern, shown) => {
    expect(formatDateToken(seconds, pattern, saoPaulo)).toBe(shown);
  });
});
