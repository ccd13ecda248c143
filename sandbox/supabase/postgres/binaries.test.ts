import { execFile, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noOtherUser, otherUser } from '../fixtures/other-user.ts';
import { packagedPostgres, runnablePostgres } from './binaries.ts';

let folder = '';
let packaged = { native: '', build: 'test-1' };
let copies = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'greenlight-binaries-'));
  copies = join(folder, 'copies');
  const native = join(folder, 'native');
  mkdirSync(join(native, 'bin'), { recursive: true });
  mkdirSync(join(native, 'lib'));
  writeFileSync(join(native, 'bin', 'postgres'), 'program', { mode: 0o700 });
  writeFileSync(join(native, 'lib', 'libpq.so.5.17'), 'library', { mode: 0o600 });
  writeFileSync(
    join(native, 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libpq.so.5.17', target: 'native/lib/libpq.so.5' }]),
  );
  packaged = { native, build: 'test-1' };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const linkIn = (place: string) => join(place, 'lib', 'libpq.so.5');

const program = (reader: 'self' | 'other') => `
  const { runnablePostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'binaries.ts'))});
  console.log(runnablePostgres(${JSON.stringify(packaged)}, ${JSON.stringify(copies)}, '${reader}'));`;

describe('runnablePostgres()', () => {
  test('makes the library links that the install script would have made, and runs from there', () => {
    expect(runnablePostgres(packaged, copies, 'self')).toBe(packaged.native);
    expect(readlinkSync(linkIn(packaged.native))).toBe('libpq.so.5.17');
    expect(runnablePostgres(packaged, copies, 'self')).toBe(packaged.native);
  });

  test('makes a copy for another user, who can read it under any umask of the clone', () => {
    const copy = runnablePostgres(packaged, copies, 'other');
    expect(readlinkSync(linkIn(copy))).toBe('libpq.so.5.17');
    const modes = ['.', 'bin', 'bin/postgres', 'lib/libpq.so.5.17'].map(
      (f) => statSync(join(copy, f)).mode & 0o777,
    );
    expect(modes).toEqual([0o755, 0o755, 0o755, 0o644]);
    expect(existsSync(linkIn(packaged.native))).toBe(false);
  });

  test('a copy that was left half made is not used', () => {
    mkdirSync(join(copies, 'postgres-test-1.making-left'), { recursive: true });
    const copy = runnablePostgres(packaged, copies, 'other');
    expect(readFileSync(join(copy, 'bin', 'postgres'), 'utf8')).toBe('program');
  });

  test('several starts at once end with one whole copy', async () => {
    writeFileSync(join(packaged.native, 'lib', 'large'), Buffer.alloc(30_000_000));
    const starts = Array.from({ length: 3 }, () =>
      promisify(execFile)(process.execPath, ['--input-type=module', '-e', program('other')]),
    );
    const places = (await Promise.all(starts)).map(({ stdout }) => stdout.trim());
    expect(new Set(places)).toEqual(new Set([join(copies, 'postgres-test-1')]));
    expect(readdirSync(copies)).toEqual(['postgres-test-1']);
    expect(statSync(join(copies, 'postgres-test-1', 'lib', 'large')).size).toBe(30_000_000);
  });

  test('a copy that is there is used as it is, and another build gets its own', () => {
    const copy = runnablePostgres(packaged, copies, 'other');
    writeFileSync(join(copy, 'mark'), '');
    expect(existsSync(join(runnablePostgres(packaged, copies, 'other'), 'mark'))).toBe(true);
    const other = runnablePostgres({ ...packaged, build: 'test-2' }, copies, 'other');
    expect(existsSync(join(other, 'mark'))).toBe(false);
    expect(readdirSync(copies).sort()).toEqual(['postgres-test-1', 'postgres-test-2']);
  });

  test.skipIf(noOtherUser)(
    `copies when node_modules is read-only${noOtherUser ? ` (left out: ${noOtherUser})` : ''}`,
    () => {
      mkdirSync(copies, { mode: 0o777 });
      chmodSync(copies, 0o777);
      chmodSync(folder, 0o755);
      for (const open of ['bin/postgres', 'lib/libpq.so.5.17']) chmodSync(join(packaged.native, open), 0o755);
      const ran = spawnSync(process.execPath, ['--input-type=module', '-e', program('self')], {
        ...otherUser,
        encoding: 'utf8',
      });
      expect(ran.stdout.trim()).toBe(join(copies, 'postgres-test-1'));
      expect(existsSync(linkIn(join(copies, 'postgres-test-1')))).toBe(true);
    },
  );
});

describe('packagedPostgres()', () => {
  test('is installed with its programs', () => {
    const { native, build } = packagedPostgres();
    expect(build).toContain(process.arch);
    expect(readdirSync(join(native, 'bin'))).toEqual(expect.arrayContaining(['initdb', 'postgres']));
  });
});
