import { expect, it } from 'vitest';
import { localMoment, momentOf } from './local-moment.ts';

it('momentOf() reads a day and time in the zone of the person, also around a change of the clocks', () => {
  for (const [zone, local, utc] of [
    ['America/Sao_Paulo', '2026-11-30T14:05', '2026-11-30T17:05:00Z'],
    ['Europe/Berlin', '2026-03-29T03:30', '2026-03-29T01:30:00Z'],
    ['Europe/Berlin', '2026-10-25T12:00', '2026-10-25T11:00:00Z'],
  ] as const) {
    const seconds = momentOf(local, zone);
    expect(seconds).toBe(Date.parse(utc) / 1000);
    expect(localMoment(seconds ?? 0, zone)).toBe(local);
  }
  expect(momentOf('2026-13-40T99:00', 'UTC')).toBeNull();
});
