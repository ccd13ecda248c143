import { HANG_MS } from './hang-ms.ts';

/** What every run of vitest has. */
export const settings = {
  // @langchain/langgraph-checkpoint-validation uses the globals.
  globals: true,
  // Room for what lives shortly: 7 % less processor time than with Node's 16 MB, measured on the project `pure`.
  execArgv: ['--max-semi-space-size=64'],
  testTimeout: 4 * HANG_MS,
  hookTimeout: 4 * HANG_MS,
  expect: { poll: { timeout: HANG_MS } },
};

/** One Postgres for the run. */
export const databaseSetup = ['testing/database/vitest-global-setup.ts'];

/** And a place for a data folder, and compiled modules, for the processes that tests start. */
export const globalSetup = [
  'testing/vitest-compile-cache.ts',
  'testing/vitest-made-data.ts',
  ...databaseSetup,
];
