import { defineConfig } from 'vitest/config';
import { common, globalSetup } from '../../testing/vitest-common.ts';

/** Long tests in real processes: `npm run prove -- --only production`, and in every run of `.ci/run`. */
export default defineConfig({
  test: { ...common, include: ['proofs/production/*.proof.ts'], globalSetup, maxWorkers: 2 },
});
