import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { databaseSetup, globalSetup, settings } from './testing/vitest-settings.ts';

const all = globSync('**/*.test.ts', {
  exclude: (name) => name === 'node_modules' || name.startsWith('.data'),
});
/** What could be left changed for the next file of a process. */
const changesProcess = /\bvi\.|\bglobalThis\b|\bprocess\.(env|kill|on|once)\b/;
/** Processes take longest, and run first. */
const startsProcesses = /\bspawn|\bstartSupabase\(|\buse(App|Crashes|Production|Tab|WorkspacePage)\(/;
/** Databases and servers, which a file ends itself. */
const opens = /\buse[A-Z]\w*\(|\b(start|open|connect)[A-Z]\w*\(|\b(fetch|inject)\(/;
const groups = { alone: [] as string[], database: [] as string[], pure: [] as string[] };
for (const file of all) {
  const text = readFileSync(file, 'utf8');
  const isAlone = changesProcess.test(text) || startsProcesses.test(text);
  groups[isAlone ? 'alone' : opens.test(text) ? 'database' : 'pure'].push(file);
}

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
    // Tests of processes and of Postgres wait about a third of their time: four workers keep two cores at work.
    maxWorkers: 4,
    // By name, one after the other. Files that share a process: what they import is most of their time.
    projects: [
      { plugins, test: { ...settings, name: 'alone', include: groups.alone, globalSetup } },
      {
        plugins,
        test: {
          ...settings,
          name: 'database',
          include: groups.database,
          globalSetup: databaseSetup,
          isolate: false,
        },
      },
      {
        plugins,
        test: {
          ...settings,
          name: 'pure',
          include: groups.pure,
          isolate: false,
          // They wait for nothing, and each worker loads all that they import: two take a tenth less than four.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
