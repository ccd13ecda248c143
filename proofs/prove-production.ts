import { runVitest } from './run-vitest.ts';

/** Parts as processes while their surroundings fail, and the image of the Dockerfile. */
export async function proveProduction(): Promise<{ seconds: number; tests: number; faults: string[] }> {
  const config = 'proofs/production/vitest.config.ts';
  const run = await runVitest(['node_modules/vitest/vitest.mjs', 'run', '--config', config]);
  return { seconds: run.seconds, tests: run.tests, faults: run.failed };
}
