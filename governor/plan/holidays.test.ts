import { describe, expect, it } from 'vitest';
import { holidaysOf } from './holidays.ts';

const dates = (region: string, year: number) => (holidaysOf(region, year) ?? []).map((d) => d.date);

describe('holidaysOf()', () => {
  it('knows the movable and the fixed ones of a country', () => {
    expect(dates('DE', 2026)).toEqual(
      expect.arrayContaining(['2026-01-01', '2026-04-03', '2026-10-03', '2026-12-25']),
    );
    expect(dates('DE', 2026)).not.toContain('2026-01-06');
  });

  it('adds those of a subdivision', () => {
    expect(dates('DE-BY', 2026)).toContain('2026-01-06');
    expect(dates('BR-SP', 2026)).toContain('2026-07-09');
  });

  it('answers only dates of the year, each once, in order', () => {
    for (const region of ['US', 'IL', 'JP', 'GB', 'PT']) {
      const found = dates(region, 2027);
      expect(found.length).toBeGreaterThan(5);
      expect(found).toEqual([...new Set(found)].toSorted());
      expect(found.every((d) => d.startsWith('2027-'))).toBe(true);
    }
  });

  it('says null of a region that no calendar knows: it must stay closed', () => {
    for (const region of ['XX', 'DE-XX', 'BR-', '', '__proto__', 'DE-constructor'])
      expect(holidaysOf(region, 2026)).toBeNull();
  });
});
