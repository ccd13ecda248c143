import { expect, it } from 'vitest';
import { proveGovernorDays } from '../proofs/prove-governor-days.ts';
import { useDatabase } from '../testing/database/database.ts';

const db = useDatabase();
// `npm run prove` plays ten days with sixty actions; GOVERNOR_DAYS=10 does so here.
const days = Number(process.env.GOVERNOR_DAYS ?? 2);
const seed = Number(process.env.GOVERNOR_SEED ?? 20261122);

it('two accounts over days with faults, replies and restarts break no limit and lose nothing', async () => {
  const proof = await proveGovernorDays(db, { seed, days, perDay: 6, log: (line) => console.log(line) });
  console.log(JSON.stringify(proof));
  expect(proof.faults).toEqual([]);
  expect(proof.actions).toBe(days * 6);
  expect(proof.effects).toBeGreaterThan(days);
});
