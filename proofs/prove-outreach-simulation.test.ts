import { expect, test } from 'vitest';
import { proveOutreachSimulation } from './prove-outreach-simulation.ts';

test('proveOutreachSimulation() goes on behind what an interrupted run kept', async () => {
  const days = 60;
  const kept = {
    ...{ days, account_days: 300, beats: 1, calls: 1, kills: 1, writes: 1, effects: 1, seconds: 90 },
    ...{
      commits: { abc: 4 },
      ended: { completed: 3 },
      happened: { propose: 4 },
      hits: { 'linkedin.write:busy': 2 },
    },
    trace_hashes: { v1: { 1: 'a', 2: 'b' }, v2: { 1: 'c', 2: 'd' } },
  };
  const proof = await proveOutreachSimulation({ from: 1, histories: 2, days, kept, log: () => {} });
  expect(proof).toMatchObject({ ...kept, histories: 4, by_version: { v1: 2, v2: 2 }, faults: [] });
  expect(proof).toMatchObject({ account_days_a_minute: 200, marks_met: 1, at_once: 0 });
});
