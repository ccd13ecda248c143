import { expect, it } from 'vitest';
import { proveGovernorKills } from '../proofs/prove-governor-kills.ts';
import { useDatabase } from '../testing/database/database.ts';

const db = useDatabase();
// `npm run prove` does 60; GOVERNOR_KILLS=60 does so here.
const kills = Number(process.env.GOVERNOR_KILLS ?? 4);

it('kill -9 at each point around the call: nothing reaches LinkedIn twice, nothing is lost', async () => {
  const proof = await proveGovernorKills(db, { seed: 20261122, kills, log: (line) => console.log(line) });
  expect(proof.faults).toEqual([]);
  expect(proof.kills).toBe(kills);
});
