import { runVitest } from './run-vitest.ts';

/** No call of a beat reads a big table end to end, with 100,000 stored actions. The tests store fewer. */
export async function proveOutreachScale(): Promise<{ seconds: number; tests: number; faults: string[] }> {
  const run = await runVitest(
    ['node_modules/vitest/vitest.mjs', 'run', 'supabase/tests/outreach-scale.test.ts'],
    { OUTREACH_STORED: '100000' },
  );
  return { seconds: run.seconds, tests: run.tests, faults: run.failed };
}
