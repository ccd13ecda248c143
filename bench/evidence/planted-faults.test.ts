import { describe, expect, it } from 'vitest';
import { faultKinds } from './planted.ts';
import { plantedTable } from './run-bench.ts';

describe('the checker of evidence, on planted faults and clean claims', () => {
  const table = plantedTable();
  const faults = table['all faults'] ?? {};
  const clean = table['clean claims'] ?? {};

  it('is tried on 60 faults of 12 kinds and 60 clean claims at least, in both languages', () => {
    expect(faultKinds.length).toBeGreaterThanOrEqual(12);
    for (const kind of faultKinds) expect(table[kind]?.planted, kind).toBeGreaterThan(0);
    expect(faults.planted).toBeGreaterThanOrEqual(60);
    expect(clean.planted).toBeGreaterThanOrEqual(60);
    for (const row of [faults, clean]) expect(Math.min(row.pt ?? 0, row.en ?? 0)).toBeGreaterThanOrEqual(30);
  });

  it('catches at least 95 percent of the faults', () => {
    expect(faults.caught_percent).toBeGreaterThanOrEqual(95);
  });

  it('raises a false alarm on at most 5 percent of the clean claims', () => {
    expect(clean.false_alarms_percent).toBeLessThanOrEqual(5);
  });
});
