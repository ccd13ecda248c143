import { expect, test } from 'vitest';
import { type FoundFaults, findPlanted } from './find-planted.ts';
import { fault, inFile } from './simulation/plant.ts';

interface Story {
  seed: number;
  planted?: string;
}

test('findPlanted() keeps what was found before, and counts no story that goes wrong without the fault', async () => {
  const planted = [
    fault('known', 'f', 'a', 'b'),
    fault('in the SQL', 'f', 'a', 'b'),
    inFile('in a file', 'x.ts', 'a', 'b'),
    fault('that nothing finds', 'f', 'a', 'b'),
  ];
  const played: string[] = [];
  const kept: FoundFaults[] = [];
  const start = (inFiles: string[] = []) => ({
    play: async ({ seed, planted: inSql }: Story) => {
      const name = inSql ?? inFiles[0] ?? 'none';
      played.push(`${name} ${seed}`);
      const goesWrong = seed === 1 || (seed === 3 && name.startsWith('in '));
      return { breaches: goesWrong ? [`${name} at ${seed}`] : [] };
    },
    end: async () => {},
  });
  const found = await findPlanted<Story>(
    planted,
    {
      start,
      stories: [1, 2, 3].map((seed) => ({ seed })),
      tell: ({ seed }) => `seed ${seed}`,
      log: () => {},
    },
    {
      before: { known: 'seed 9: x (at abc)', gone: 'seed 1: y (at abc)' },
      commit: 'def',
      keep: (all) => kept.push(all),
    },
  );
  expect(found).toEqual({
    known: 'seed 9: x (at abc)',
    'in the SQL': 'seed 3: in the SQL at 3 (at def)',
    'in a file': 'seed 3: in a file at 3 (at def)',
    'that nothing finds': null,
  });
  expect(kept).toHaveLength(3);
  expect(kept.at(-1)).toEqual(found);
  expect(played.some((one) => one.startsWith('known'))).toBe(false);
  // Whether a story ends well without a fault is asked once.
  expect(played.filter((one) => one === 'none 1')).toHaveLength(1);
});
