import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it, test } from 'vitest';

const folders = ['agents', 'bench', 'bot', 'doctor', 'e2e', 'governor', 'platform', 'ports'];
const others = ['proofs', 'sandbox', 'scripts', 'setup', 'supabase', 'testing'];
const exclude = (name: string) => name === 'node_modules';
const files = [
  'main.ts',
  ...[...folders, ...others].flatMap((f) => globSync(`${f}/**/*.{ts,tsx,sql,md}`, { exclude })),
];
const read = (file: string) => readFileSync(file, 'utf8');

/** Names of files, and of what they declare: functions, constants, types. Several words make one name. */
const names = files
  .filter((file) => /\.(ts|tsx)$/.test(file) && !file.includes('.test.'))
  .flatMap((file) => [
    { file, name: basename(file).replace(/\.\w+$/, '') },
    ...[...read(file).matchAll(/\b(?:function\*?|const|interface|type|class) +(\w+)/g)].map(
      ([, name = '']) => ({ file, name }),
    ),
  ])
  .map(({ file, name }) => ({ file, name, words: wordsOf(name) }));

/** Words that docs/glossary.md has another word for, in the folders where they would mislead. */
const misleading: [folder: RegExp, words: string[], instead: string][] = [
  [/./, ['util', 'utils', 'helper', 'helpers', 'manager', 'service'], 'what it does'],
  [/./, ['mock', 'fake', 'dummy'], 'stand-in, or a name of its own'],
  [/^agents\//, ['review', 'reviewer'], 'check: review is what people do'],
  [
    /^(agents|ports\/content|bot\/(drafts|review)|sandbox\/writer)/,
    ['violation', 'issue', 'issues'],
    'finding',
  ],
  [/^(agents|ports\/content|supabase\/.*content)/, ['release', 'requeue'], 'give back'],
  [/./, ['strategy', 'strategize'], 'outline'],
  [/^(governor|testing\/governor|sandbox\/demo|ports\/outreach)/, ['tick'], 'beat'],
  [/^(governor|ports\/outreach)\//, ['block', 'blocks', 'blocked', 'skip', 'skipped'], 'hold'],
  [/^governor\/providers\//, ['release', 'dispatch'], 'send: the one call that acts on LinkedIn'],
  [/^(governor\/plan|ports\/outreach)\//, ['send', 'sent', 'sending'], 'release: claim, send and record'],
  // Slack's blocks stand in bot/. A migration takes Postgres's lock.
  [/^(agents|bot|governor|ports)\//, ['lock', 'locks', 'locked', 'acquire'], 'claim, or block'],
  [/^(governor|bot\/outreach|ports\/outreach)/, ['publish', 'schedule', 'enqueue'], 'release, plan'],
];
/** The graph waits for people's review, and hears of it. */
const fits = ['await-review', 'awaitReview', 'afterReview', 'turnOfReview'];

it.each(misleading)('no name below %s has the words %j: %s', (folder, words) => {
  const found = names.filter(
    (n) => folder.test(n.file) && !fits.includes(n.name) && n.words.some((word) => words.includes(word)),
  );
  expect(found.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});

test('no file is called after its being shared or common', () => {
  expect(files.filter((file) => /(^|[-/])(shared|common)[-./]/.test(basename(file)))).toEqual([]);
});

test('spelling is British', () => {
  const american = /\b(behaviors?(?!:)|judgments?|canceled|label(?:ed|ing))\b/i;
  const wrong = files.filter((file) => american.test(read(file)) && !file.includes('glossary'));
  expect(wrong).toEqual([]);
});

/** Lines of product code and pages; the documents of the sandbox's team are in words of their own. */
const VAGUE_LINES = 15;
test(`at most ${VAGUE_LINES} lines say nobody, anybody, whoever or whatever; lower the number, never raise it`, () => {
  const pages = ['README.md', ...globSync('{docs,deploy,conformance}/**/*.md')];
  const product = [...files, ...pages].filter(
    (file) => !/\.test\.ts$|^testing\/|^supabase\/migrations\/|^sandbox\/demo\/seed\/knowledge\//.test(file),
  );
  const found = product.flatMap((file) =>
    read(file)
      .split('\n')
      .filter((line) => /\b(nobody|anybody|whoever|whatever)\b/i.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found.length, found.join('\n')).toBeLessThanOrEqual(VAGUE_LINES);
});

/** `writeSlides`, `write-slides` and `WRITE_SLIDES` are write and slides. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}
