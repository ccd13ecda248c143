import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

// Biome's format makes every import end in `from '…'`, or `import '…'`, or `import('…')`; type imports count as well.
// (dependency-cruiser needs the TypeScript compiler's API, which TypeScript 7 does not have.)
const specifiers = /(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g;
const folders = [
  'agents',
  'bench',
  'bot',
  'doctor',
  'e2e',
  'governor',
  'ports',
  'platform',
  'proofs',
  'sandbox',
  'scripts',
  'setup',
  'testing',
];
const files = ['main.ts', ...folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`))];
const isTest = (file: string) => /\.test\.ts$|^(e2e|proofs|testing)\/|^doctor\/test-model\.ts$/.test(file);

interface Import {
  from: string;
  to: string;
}
const imports: Import[] = files.flatMap((from) =>
  [...readFileSync(from, 'utf8').matchAll(specifiers)].map(([, specifier = '']) => ({
    from,
    to: specifier.startsWith('.') ? join(dirname(from), specifier) : `package:${specifier}`,
  })),
);
const product = imports.filter(({ from }) => !isTest(from));

/** Each row of the README's import table: a folder, and what of ours it may import besides itself. */
const table: Record<string, string[]> = {
  'platform/': [],
  'ports/': ['platform/'],
  'bot/': ['ports/content', 'ports/outreach', 'ports/people', 'ports/slack-limits.ts', 'platform/'],
  'bot/slack/': ['ports/slack-limits.ts', 'platform/'],
  // A desk and the words of a team are made for every room: docs/decisions.md.
  'bot/asking/': ['bot/slack/', 'bot/desk.ts', 'bot/texts/texts.ts', 'ports/people', 'platform/'],
  'bot/delivery/': ['bot/slack/', 'bot/asking/', 'platform/'],
  'bot/home/': [
    'bot/slack/',
    'bot/desk.ts',
    'bot/texts/texts.ts',
    'bot/drafts/start-actions.ts',
    'platform/',
  ],
  'bot/texts/en/outreach.ts': ['ports/outreach', 'ports/people'],
  'bot/texts/en/team.ts': ['ports/people'],
  'bot/texts/en/': ['bot/texts/', 'ports/content', 'ports/outreach', 'ports/people'],
  'bot/texts/pt-br/': ['bot/texts/', 'ports/content'],
  'agents/': ['ports/content', 'platform/'],
  'governor/': ['ports/outreach', 'platform/'],
  'governor/plan/': ['ports/outreach', 'platform/'],
  'sandbox/': ['ports/', 'platform/'],
  'setup/': ['ports/content', 'agents/models/known-models.ts', 'platform/'],
  'doctor/': ['setup/', 'agents/models/', 'agents/design/slides/deck.ts', 'platform/'],
  'main.ts': ['bot/', 'agents/', 'governor/', 'platform/', 'sandbox/'],
};
/** Packages that belong to one folder, or to two. */
const owners: Record<string, RegExp> = {
  'bot/': /^package:@slack\/bolt/,
  'agents/': /^package:(@langchain\/|pdfkit)/,
  // Slides in agents, the picture of a day in bot/outreach.
  'agents/ bot/outreach/': /^package:@takumi-rs\//,
  'governor/': /^package:(node-cron|date-holidays)/,
  'platform/ setup/ sandbox/': /^package:jose/,
  'platform/ governor/plan': /^package:temporal-polyfill/,
  'sandbox/': /^package:(esbuild|node-emoji|react|react-dom)(\/|$)/,
  // The parts reach Postgres through the API alone.
  'sandbox/ setup/': /^package:pg(\/|$)/,
};

test.each(Object.entries(table))('%s imports only itself and %j of ours', (own, allowed) => {
  const rows = product.filter(({ from }) => from.startsWith(own));
  expect(rows.length).toBeGreaterThan(0);
  const wrong = rows.filter(
    ({ to }) => !to.startsWith('package:') && ![own, ...allowed].some((p) => to.startsWith(p)),
  );
  expect(wrong).toEqual([]);
});

/** Rooms that have words of their own; drafts are told in two files more. */
const textRooms = ['brand', 'documents', 'drafts', 'home', 'outreach', 'review', 'rules', 'team'];
test.each(textRooms)('the words of %s are taken from no other room', (room) => {
  const others = textRooms.filter((other) => other !== room).map((other) => `/${other}.ts`);
  const own = product.filter(
    ({ from }) => /^bot\/texts\/(en|pt-br)\//.test(from) && from.endsWith(`/${room}.ts`),
  );
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter(({ to }) => to.startsWith('bot/texts/') && others.some((o) => to.endsWith(o)))).toEqual(
    [],
  );
});

/** The rooms of the two systems, and graphs, know nothing of each other. */
const contentRooms = ['brand', 'documents', 'drafts', 'review', 'rules'].map((room) => `bot/${room}/`);
const graphs = ['blog', 'brand-kit', 'carousel', 'knowledge'].map((graph) => `agents/${graph}/`);
test.each([
  ...contentRooms.flatMap((room) => [
    [room, 'ports/outreach'],
    [room, 'bot/outreach/'],
    ['bot/outreach/', room],
  ]),
  ['bot/outreach/', 'ports/content'],
  ...graphs.flatMap((graph) => graphs.filter((other) => other !== graph).map((other) => [graph, other])),
])('%s knows nothing of %s', (own, other) => {
  expect(product.filter(({ from, to }) => from.startsWith(own) && to.startsWith(other))).toEqual([]);
});

test.each(Object.entries(owners))('%s alone imports %s', (owner, packages) => {
  const folder = (file: string) =>
    ['bench/', 'scripts/', ...owner.split(' ')].some((p) => file.startsWith(p));
  expect(product.filter(({ from, to }) => packages.test(to) && !folder(from))).toEqual([]);
  expect(product.some(({ to }) => packages.test(to))).toBe(true);
});

test('nothing but main, what tests share, benches, proofs and scripts imports the sandbox', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      to.startsWith('sandbox/') && !/^(sandbox|testing|e2e|proofs|bench|scripts)\/|^main\.ts$/.test(from),
  );
  expect(wrong).toEqual([]);
});

test('process.env is read in platform/config.ts alone', () => {
  const readers = files.filter(
    (f) =>
      !isTest(f) &&
      !/^(scripts|bench)\//.test(f) &&
      /process\.env(?!\.NODE_ENV')/.test(readFileSync(f, 'utf8')),
  );
  expect(readers).toEqual(['platform/config.ts']);
});

test('application code calls functions and never tables', () => {
  const parts = files.filter((f) => /^(agents|bot|governor|ports|platform)\//.test(f) && !isTest(f));
  const tables = parts.filter((f) =>
    /\b(client|supabase|db)\s*\.from\(|\)\.from\('/.test(readFileSync(f, 'utf8')),
  );
  expect(tables).toEqual([]);
});

test('no import cycle', () => {
  const next = Map.groupBy(
    product.filter(({ to }) => !to.startsWith('package:')),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const cycleFrom = (file: string, path: string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const { to } of next.get(file) ?? []) {
      const cycle = cycleFrom(to, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  expect(files.map((f) => cycleFrom(f, [])).find(Boolean)).toBeUndefined();
});
