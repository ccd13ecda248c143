import { expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import type { Played } from './play-seed.ts';
import { simulate } from './simulate.ts';

const db = useDatabase();

test('simulate() tells the same story of the same seed twice, and nothing in it goes wrong', async () => {
  const played: Played[] = [];
  const each = (one: Played) => {
    played.push(one);
    return false;
  };
  await simulate(db, { from: 4, seeds: 1, each });
  await simulate(db, { from: 4, seeds: 1, each });
  expect(played.map(({ breaches }) => breaches)).toEqual([[], []]);
  expect(played[0]?.jobs).toBeGreaterThanOrEqual(8);
  expect(played[1]?.traceHash).toBe(played[0]?.traceHash);
});
