import { globSync, readFileSync } from 'node:fs';
import { runVitest } from './run-vitest.ts';

const BY_CHANCE = ['testing/some-of.ts', 'testing/agents/crashes.ts'];

/**
 * Runs all cases of those tests of which `npm test` runs some by chance, kills at each call that a job makes among them, a
 * process each.
 */
export async function proveEveryCase(): Promise<{ seconds: number; tests: number; faults: string[] }> {
  const files = globSync('{agents,bench,bot,sandbox}/**/*.test.ts', {
    exclude: (name) => name === 'node_modules',
  }).filter((file) => {
    const text = readFileSync(file, 'utf8');
    return BY_CHANCE.some((chooser) => text.includes(chooser));
  });
  const run = await runVitest(['node_modules/vitest/vitest.mjs', 'run', ...files], {
    EVERY_CASE: 'all',
    CRASH_POINTS: 'all',
  });
  return { seconds: run.seconds, tests: run.tests, faults: run.failed };
}
