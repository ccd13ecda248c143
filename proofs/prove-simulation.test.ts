import { expect, test } from 'vitest';
import { addRun } from './prove-simulation.ts';

test('addRun() adds up what runs played, and misses only what each of them missed', () => {
  const run = {
    ...{ commit: 'a', from: 1, seeds: 2000, jobs: 1, calls: 1, kills: 30, virtual_hours: 1, seconds: 1 },
    ...{ seeds_a_minute: 60, at_once: 2, marks: 3, marks_met: 1, missed: ['x:late', 'y:twice'] },
    faults: ['seed 7: something'],
  };
  const second = { ...run, from: 2001, seeds: 100, kills: 2, missed: ['x:late', 'z:busy'] };
  const told = { ...second, faults: ['x:late was never met', 'z:busy was never met'] };
  expect(addRun([run], told)).toEqual({
    ...{ seeds: 2100, kills: 32, missed: ['x:late'], faults: ['x:late was never met'] },
    runs: [run, told],
  });
});
