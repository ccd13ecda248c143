import { defineConfig } from 'vitest/config';
import { HANG_MS } from './testing/hang-ms.ts';

export default defineConfig({
  test: {
    // @langchain/langgraph-checkpoint-validation uses the globals.
    globals: true,
    globalSetup: ['sandbox/supabase/vitest-global-setup.ts'],
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '.data/**'],
    testTimeout: 4 * HANG_MS,
    hookTimeout: 4 * HANG_MS,
    expect: { poll: { timeout: HANG_MS } },
    // Real processes and a real Postgres share two cores with the tests.
    maxWorkers: 2,
  },
});
