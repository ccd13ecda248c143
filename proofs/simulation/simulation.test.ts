import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
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
    const root = new URL('../../', import.meta.url);
    for (const { name, changes, files } of plantedFaults) {
      for (const { function: fn, from } of changes) {
        const { rows } = await db.owner.query('select pg_get_functiondef($1::regproc) as source', [fn]);
        expect(rows[0]?.source, name).toContain(from);
      }
      for (const { file, from } of files)
        expect(readFileSync(new URL(file, root), 'utf8').split(from), name).toHaveLength(2);
    }
  });
});
