import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { globalSetup, settings } from './testing/vitest-settings.ts';

const all = globSync('**/*.test.ts', {
  exclude: (name) => name === 'node_modules' || name.startsWith('.data'),
});
/** Databases, servers, processes and clocks, and all else that could be left changed for the next file. */
const touches =
  /\buse[A-Z]\w*\(|\b(start|open|connect)[A-Z]\w*\(|\bvi\.|\bprocess\.|\bglobalThis\b|\b(fetch|inject)\(|spawn/;
const together = all.filter((file) => !touches.test(readFileSync(file, 'utf8')));

/** Tests run what the product runs: vitest adds the condition `development`, for builds that are made for debugging. */
const plugins = [
  {
    name: 'no-development-builds',
    configResolved({ ssr }: { ssr: { resolve?: { conditions?: string[] } } }) {
      if (ssr.resolve) ssr.resolve.conditions = ['node'];
    },
  },
];

export default defineConfig({
  test: {
    // Tests of processes and of Postgres wait about a third of their time: three workers keep two cores at work.
    maxWorkers: 3,
    projects: [
      {
        plugins,
        test: {
          ...settings,
          name: 'alone',
          include: all.filter((file) => !together.includes(file)),
          globalSetup,
        },
      },
      // A process for many files: what they import is most of their time.
      { plugins, test: { ...settings, name: 'together', include: together, isolate: false } },
    ],
  },
});
