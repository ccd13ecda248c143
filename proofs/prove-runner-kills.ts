import { runVitest } from './run-vitest.ts';

const FILES = [
  'agents/blog/crash.test.ts',
  'agents/carousel/crash.test.ts',
  'agents/knowledge/crash.test.ts',
  'agents/research/crash.test.ts',
];

/** Kills a runner at each call that a job makes, a process each. A run of the tests tries one of each kind, by chance. */
export async function proveRunnerKills(): Promise<{ seconds: number; tests: number; faults: string[] }> {
  const run = await runVitest(['node_modules/vitest/vitest.mjs', 'run', ...FILES], { CRASH_POINTS: 'all' });
  return { seconds: run.seconds, tests: run.tests, faults: run.failed };
}
