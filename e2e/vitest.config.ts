import { defineConfig } from 'vitest/config';
import { globalSetup, settings } from '../testing/vitest-settings.ts';

/**
 * The whole product from outside, in minutes: `npm run prove -- --only product`, and in every run of `.ci/run`. `npm test` has
 * one path of it, from a command to approved files.
 */
export default defineConfig({
  test: { ...settings, include: ['e2e/*.proof.ts'], globalSetup, maxWorkers: 4 },
});
