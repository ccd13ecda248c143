import { expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { missingPlaces } from '../simulation/plant.ts';
import { plantedFaults } from './planted-faults.ts';
import { openOutreachSimulation } from './simulate.ts';

const db = useDatabase();

test('play() tells the same story of the same number twice, over each version, and nothing in it goes wrong', async () => {
  const { play } = await openOutreachSimulation(db);
  const played = [await play(1, { days: 3, version: 'v1' }), await play(1, { days: 3, version: 'v1' })];
  played.push(await play(1, { days: 2, version: 'v2' }));
  expect(played.map(({ breaches }) => breaches)).toEqual([[], [], []]);
  expect(played[1]?.traceHash).toBe(played[0]?.traceHash);
});

test('every planted fault finds its place', async () => {
  expect(plantedFaults.length).toBeGreaterThanOrEqual(30);
  expect(await missingPlaces(db.owner.query, plantedFaults)).toEqual([]);
});
