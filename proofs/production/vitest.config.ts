import { defineConfig } from 'vitest/config';
import { globalSetup, settings } from '../../testing/vitest-settings.ts';

/** Long tests in real processes: `npm run prove -- --only production`, which every run of `.ci/run` plays, and `--only upgrades`. */
export default defineConfig({
  test: { ...settings, include: ['proofs/production/*.proof.ts'], globalSetup, maxWorkers: 2 },
});
