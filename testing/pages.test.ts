import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';

const pages = ['README.md', ...['docs', 'deploy', 'sandbox', 'supabase', 'conformance'].flatMap(pagesBelow)];
const read = (file: string) => readFileSync(file, 'utf8');
const readme = read('README.md');
const commands: Record<string, string> = JSON.parse(read('package.json')).scripts;
const ours = readdirSync('.').filter((name) => !name.startsWith('.') && name !== 'node_modules');
const code = globSync(
  ours.map((name) => (statSync(name).isDirectory() ? `${name}/**` : name)),
  { exclude: (name) => name === 'node_modules' },
);

describe.each(pages)('%s', (page) => {
  it('links to files and headings that exist', () => {
    const dead = linksOf(page).filter(({ target }) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(file)) return true;
      return anchor !== undefined && !anchorsOf(read(file)).includes(anchor);
    });
    expect(dead).toEqual([]);
  });

  it('names no command of npm that is not there', () => {
    const named = [...read(page).matchAll(/\bnpm run (?:-s )?([a-z][a-z-]*)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => commands[name] === undefined)).toEqual([]);
  });

  it('names no file that is not there', () => {
    const names = [...withoutFences(read(page)).matchAll(/`([\w./-]+)`/g)].map(([, name = '']) => name);
    const paths = names.filter((name) => name.includes('/') && ours.includes(name.split('/')[0] ?? ''));
    const files = names.filter((name) => /^[a-z][a-z0-9-]*(\.test)?\.ts$/.test(name));
    const known = new Set(code.map((file) => basename(file)));
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
    expect(files.filter((file) => !known.has(file))).toEqual([]);
  });
});

describe('README.md', () => {
  it('is at most 13,000 bytes', () => {
    expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(13_000);
  });

  it('leads from each SQL name to its definition', () => {
    const functions = linksOf('README.md').filter(({ text }) => /^`(content|outreach)\.\w+`$/.test(text));
    expect(functions.length).toBeGreaterThanOrEqual(7);
    const elsewhere = functions.filter(
      ({ text, target }) => !read(target).includes(`create function ${text.slice(1, -1)}(`),
    );
    expect(elsewhere).toEqual([]);
  });

  it('has every folder of the top level in its layout, and no other', () => {
    const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`([\w-]+)\/`/g)].map(([, name]) => name),
    );
    const folders = ours.filter((name) => statSync(name).isDirectory() && name !== 'docs');
    expect(named.toSorted()).toEqual(folders.toSorted());
  });
});

test('docs/configuration.md has a row for every name that platform/config.ts reads, and no other', () => {
  const rows = read('docs/configuration.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const told = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );
  const names = [...read('platform/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
    ([, name = '']) => name,
  );
  expect(names.length).toBeGreaterThan(30);
  expect(told.toSorted()).toEqual(names.toSorted());
});

/** Documents of the demo's knowledge base are content, not pages about the code. */
function pagesBelow(folder: string): string[] {
  return globSync(`${folder}/**/*.md`, { exclude: (name) => name === 'node_modules' }).filter(
    (page) => !page.startsWith('sandbox/demo/seed/'),
  );
}

function linksOf(page: string): { text: string; target: string }[] {
  const text = withoutFences(read(page));
  const pictures = [...text.matchAll(/\bsrc(?:set)?="([^"]+)"/g)].map(([, target = '']) => ({
    text: '',
    target,
  }));
  return [...text.matchAll(/\[([^\]]*)\]\(([^)\s]+)\)/g)]
    .map(([, text = '', target = '']) => ({ text, target }))
    .concat(pictures)
    .filter(({ target }) => !/^[a-z]+:/.test(target));
}

const withoutFences = (markdown: string) => markdown.replaceAll(/^```[\s\S]*?^```/gm, '');

/** The ids that GitHub gives to headings: lower case, no punctuation, hyphens for spaces. */
const anchorsOf = (markdown: string) =>
  [...withoutFences(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
