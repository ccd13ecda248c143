import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // @langchain/langgraph-checkpoint-validation uses the globals.
    globals: true,
    globalSetup: ['sandbox/supabase/vitest-global-setup.ts'],
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '.data/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Real processes and a real Postgres share two cores with the tests.
    maxWorkers: 2,
  },
});
