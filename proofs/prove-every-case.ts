import { globSync, readFileSync } from 'node:fs';
import { runVitest } from './run-vitest.ts';

/** Runs all cases of those tests of which `npm test` runs some by chance. */
export async function proveEveryCase(): Promise<{ seconds: number; tests: number; faults: string[] }> {
  const files = globSync('{agents,bench,bot,sandbox}/**/*.test.ts', {
    exclude: (name) => name === 'node_modules',
  }).filter((file) => readFileSync(file, 'utf8').includes('testing/some-of.ts'));
  const run = await runVitest(['node_modules/vitest/vitest.mjs', 'run', ...files], { EVERY_CASE: 'all' });
  return { seconds: run.seconds, tests: run.tests, faults: run.failed };
}
