import { expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import type { Played } from './play-seed.ts';
import { simulate } from './simulate.ts';

const db = useDatabase();

test('simulate() tells the same story of the same seed twice, and nothing in it goes wrong', async () => {
  const played: Played[] = [];
  await simulate(db, { seeds: [4, 4], each: (one) => played.push(one) > 0 });
  expect(played.map(({ breaches }) => breaches)).toEqual([[], []]);
  expect(played[0]?.jobs).toBeGreaterThanOrEqual(8);
  expect(played[1]?.traceHash).toBe(played[0]?.traceHash);
});
