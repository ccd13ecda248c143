import { existsSync, globSync, readFileSync } from 'node:fs';
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
  'supabase',
  'testing',
];
const exclude = (name: string) => name === 'node_modules';
const files = ['main.ts', ...folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { exclude }))];
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
const readme = readFileSync('README.md', 'utf8');

interface Row {
  /** A folder, or several that may import each other. */
  own: string[];
  /** What of ours they may import besides themselves. */
  allowed: string[];
}

/** The README's import table; a row that allows anything is left out. */
const table = readme
  .slice(readme.indexOf('\n| folder |'))
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split(' | '))
  .filter((cells) => cells.length === 3 && !cells[2]?.startsWith('anything'))
  .map(([own = '', , allowed = '']): Row => ({ own: pathsIn(own), allowed: pathsIn(allowed) }));

/** Inside the texts: the words of a room know its port alone. */
const texts: Row[] = [
  {
    own: ['bot/texts/en/outreach.ts'],
    allowed: [
      'bot/texts/en/answers.ts',
      'bot/texts/en/campaigns.ts',
      'bot/texts/en/forecast.ts',
      'bot/texts/en/refusals.ts',
      'bot/texts/en/why.ts',
      'ports/outreach',
      'ports/people.ts',
    ],
  },
  {
    own: ['bot/texts/en/team.ts', 'bot/texts/en/approver-rules.ts'],
    allowed: ['bot/texts/en/answers.ts', 'ports/people.ts'],
  },
  { own: ['bot/texts/en/'], allowed: ['bot/texts/', 'ports/content', 'ports/outreach', 'ports/people.ts'] },
  { own: ['bot/texts/pt-br/'], allowed: ['bot/texts/', 'ports/content'] },
];
/** Packages that belong to one folder, or to two. */
const owners: Record<string, RegExp> = {
  'bot/': /^package:@slack\/bolt/,
  'agents/': /^package:(@langchain\/|pdfkit)/,
  // Slides in agents; pictures of messages in the bot.
  'agents/ bot/': /^package:@takumi-rs\//,
  'governor/': /^package:(node-cron|date-holidays)/,
  'platform/ setup/ sandbox/': /^package:jose/,
  // What counts and traces is asked of platform.
  'platform/': /^package:(prom-client|@opentelemetry\/)/,
  'platform/ governor/plan': /^package:temporal-polyfill/,
  'sandbox/': /^package:(esbuild|node-emoji|react|react-dom)(\/|$)/,
  // The parts reach Postgres through the API alone.
  'sandbox/ setup/': /^package:pg(\/|$)/,
};

test.each([...table, ...texts].map((row) => ({ name: row.own.join(', '), ...row })))(
  '$name: what it imports of ours stands in its row',
  ({ own, allowed }) => {
    for (const path of [...own, ...allowed]) expect(existsSync(onDisk(path)), path).toBe(true);
    const rows = product.filter(({ from }) => own.some((path) => from.startsWith(path)));
    expect(rows.length).toBeGreaterThan(0);
    const wrong = rows.filter(
      ({ to }) => !to.startsWith('package:') && ![...own, ...allowed].some((path) => to.startsWith(path)),
    );
    expect(wrong).toEqual([]);
  },
);

/** Rooms that have words of their own; drafts are told in two files more. */
const textRooms = [
  'brand',
  'documents',
  'drafts',
  'history',
  'home',
  'jobs',
  'leads',
  'outreach',
  'plans',
  'review',
  'rules',
  'team',
];
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

/** Of a rejected action: its message is the note of who rejected it. */
const notesOfPeople = ['bot/outreach/action-card.ts'];
test('the bot takes words from no error: SQL speaks to operators, people read texts by code', () => {
  const taken = files
    .filter((file) => file.startsWith('bot/') && !isTest(file))
    .filter((file) => /\b(error|e|cause|reason)\)?\??\.message\b/.test(readFileSync(file, 'utf8')));
  expect(taken).toEqual(notesOfPeople);
});

/** Real time and chance: a test and the simulation give others. */
const ambient = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bsetTimeout\b|\brandomUUID\b/;
test('time, randomness and ids are arguments: platform/ alone makes them', () => {
  const readers = files.filter((file) =>
    /^(main\.ts|(agents|bot|doctor|governor|platform|ports|sandbox(?!\/demo\/page\/)|setup)\/)/.test(file),
  );
  const ambientIn = readers.filter((file) => !isTest(file) && ambient.test(readFileSync(file, 'utf8')));
  expect(ambientIn.filter((file) => file.startsWith('platform/'))).toContain('platform/clock.ts');
  expect(ambientIn.filter((file) => !file.startsWith('platform/'))).toEqual([]);
});

test('the README has a row for each room of the bot', () => {
  const rooms = globSync('bot/*/').filter((room) => !/texts|manifest/.test(room));
  const rows = table.flatMap(({ own }) => own);
  expect(rooms.length).toBeGreaterThan(8);
  expect(rooms.filter((room) => !rows.includes(`${room.replace(/\/$/, '')}/`))).toEqual([]);
});

const graphs = globSync('agents/*/graph.ts').map((file) => `${dirname(file)}/`);
test.each(
  graphs.flatMap((graph) => graphs.filter((other) => other !== graph).map((other) => [graph, other])),
)('%s knows nothing of %s', (own, other) => {
  expect(product.filter(({ from, to }) => from.startsWith(own) && to.startsWith(other))).toEqual([]);
});

test.each(Object.entries(owners))('%s alone imports %s', (owner, packages) => {
  const folder = (file: string) =>
    ['bench/', 'scripts/', ...owner.split(' ')].some((p) => file.startsWith(p));
  expect(product.filter(({ from, to }) => packages.test(to) && !folder(from))).toEqual([]);
  expect(product.some(({ to }) => packages.test(to))).toBe(true);
});

/** Who may: main, what tests share, benches, proofs and scripts. */
const near = /^(sandbox|testing|e2e|proofs|bench|scripts)\/|^main\.ts$/;
test('nothing but main, what tests share, benches, proofs and scripts imports the sandbox', () => {
  const wrong = imports.filter(({ from, to }) => to.startsWith('sandbox/') && !near.test(from));
  expect(wrong).toEqual([]);
});

test('nothing else names its files by their paths', () => {
  const folders = globSync('sandbox/*/').map((folder) => folder.replace(/\/$/, ''));
  const path = new RegExp(`['"\`](?:\\.{0,2}/)*(?:${folders.join('|')})[/'"\`]`);
  expect(path.test("new URL('../../sandbox/demo/seed/', import.meta.url)")).toBe(true);
  expect(path.test("join(root, 'sandbox/web')")).toBe(true);
  expect(files.filter((file) => !near.test(file) && path.test(readFileSync(file, 'utf8')))).toEqual([]);
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

/** `bot`, `bot/` and `bot/slack` are folders; a port without an ending is its file and its folder. */
function pathsIn(cell: string): string[] {
  return [...cell.matchAll(/`([\w./-]+)`/g)].map(([, path = '']) =>
    /\.ts$|^ports\/|\/$/.test(path) ? path : `${path}/`,
  );
}

function onDisk(path: string): string {
  return /^ports\/\w+$/.test(path) ? `${path}.ts` : path;
}
