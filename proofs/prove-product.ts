import { runVitest } from './run-vitest.ts';

/** The whole product from outside, by the control API and in a browser. `everyCase`: also of those of which some run by chance. */
export async function proveProduct({
  everyCase,
}: {
  everyCase: boolean;
}): Promise<{ seconds: number; tests: number; faults: string[] }> {
  const command = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'e2e/vitest.config.ts'];
  const run = await runVitest(command, everyCase ? { EVERY_CASE: 'all' } : {});
  return { seconds: run.seconds, tests: run.tests, faults: run.failed };
}
