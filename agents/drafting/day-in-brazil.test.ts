import { expect, it } from 'vitest';
import { dayInBrazil } from './day-in-brazil.ts';

it('dayInBrazil() is the day of the team, three hours behind UTC', () => {
  expect(dayInBrazil(Date.parse('2026-11-30T02:59:00Z'))).toBe('2026-11-29');
  expect(dayInBrazil(Date.parse('2026-11-30T03:00:00Z'))).toBe('2026-11-30');
});
