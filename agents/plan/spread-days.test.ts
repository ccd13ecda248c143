import { describe, expect, it } from 'vitest';
import { spreadDays } from './spread-days.ts';

// 2026-11-30 is a Monday.
describe('spreadDays()', () => {
  it('gives five briefs a working day each, from tomorrow, and leaves out the weekend', () => {
    expect(spreadDays(5, '2026-11-30', null)).toEqual([
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
      '2026-12-07',
    ]);
  });

  it('begins on Monday when tomorrow is a Saturday, and when the first day is a Sunday', () => {
    expect(spreadDays(1, '2026-12-04', null)).toEqual(['2026-12-07']);
    expect(spreadDays(1, '2026-11-30', '2026-12-06')).toEqual(['2026-12-07']);
  });

  it('spreads fewer over the week instead of putting them on its first days', () => {
    expect(spreadDays(2, '2026-12-06', null)).toEqual(['2026-12-07', '2026-12-09']);
    expect(spreadDays(3, '2026-12-06', null)).toEqual(['2026-12-07', '2026-12-08', '2026-12-10']);
  });

  it('goes on into the next weeks with more, in order and never twice', () => {
    const days = spreadDays(20, '2026-12-06', null);
    expect(days).toHaveLength(20);
    expect(days.at(-1)).toBe('2027-01-01');
    expect([...new Set(days)].sort()).toEqual(days);
  });

  it('takes a first day that has passed meanwhile for today', () => {
    expect(spreadDays(1, '2026-12-02', '2026-12-01')).toEqual(['2026-12-02']);
  });
});
