import { runVitest } from './run-vitest.ts';

/** Parts as processes while their surroundings fail or they sleep, and the image of the Dockerfile. */
export function proveProduction(): Promise<{ seconds: number; tests: number; faults: string[] }> {
  return runProofs('faults', 'image', 'parts-apart', 'scale-to-zero');
}

/** A dump that is restored, and the parts at the first frozen schema on today's, which installs their packages of then. */
export function proveUpgrades(): Promise<{ seconds: number; tests: number; faults: string[] }> {
  return runProofs('restore', 'upgrade');
}

async function runProofs(...names: string[]): Promise<{ seconds: number; tests: number; faults: string[] }> {
  const config = 'proofs/production/vitest.config.ts';
  const files = names.map((name) => `proofs/production/${name}.proof.ts`);
  const run = await runVitest(['node_modules/vitest/vitest.mjs', 'run', '--config', config, ...files]);
  return { seconds: run.seconds, tests: run.tests, faults: run.failed };
}
