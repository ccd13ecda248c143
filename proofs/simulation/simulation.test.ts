import { describe, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { missingPlaces } from './plant.ts';
import { plantedFaults } from './planted-faults.ts';
import { openSimulation } from './simulate.ts';

describe('play()', () => {
  const db = useDatabase();

  test('tells the same story of the same seed twice, and nothing in it goes wrong', async () => {
    const { play } = await openSimulation(db);
    const played = [await play(7), await play(7)];
    expect(played.map(({ breaches }) => breaches)).toEqual([[], []]);
    expect(played[0]?.jobs).toBeGreaterThanOrEqual(8);
    expect(played[1]?.traceHash).toBe(played[0]?.traceHash);
  });

  test('every planted fault still finds its place', async () => {
    expect(await missingPlaces(db.owner.query, plantedFaults)).toEqual([]);
  });
});
