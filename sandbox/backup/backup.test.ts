import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { openSqlite } from '../open-sqlite.ts';
import { migrationsFolder, numbersMigration } from '../supabase/fixtures/migrations.ts';
import { startSupabase } from '../supabase/start.ts';
import { backUp } from './back-up.ts';
import { MANIFEST } from './backup-file.ts';
import { restore } from './restore.ts';

const root = mkdtempSync(join(tmpdir(), 'greenlight-backup-'));
const migrations = migrationsFolder({ '20260101000000_numbers.sql': numbersMigration });
afterAll(() => {
  for (const folder of [root, migrations]) rmSync(folder, { recursive: true, force: true });
});
const start = (dataFolder: string) =>
  startSupabase({ dataFolder, migrationsFolder: migrations, log: silentLog });
const original = join(root, 'original');
const file = join(root, 'backup.tar.gz');
let inUse: unknown;
let secrets = '';

beforeAll(async () => {
  chmodSync(root, 0o755);
  const supabase = await start(original);
  await supabase.owner.query('insert into content.numbers values (7)');
  const slack = openSqlite(
    join(original, 'slack', 'workspace.sqlite'),
    'full',
    'create table t (a text) strict',
  );
  slack.exec("insert into t values ('a message')");
  // Not closed, as a kill leaves it: what was written stands in the write-ahead log alone.
  inUse = await backUp(original, file).catch((error: unknown) => error);
  await supabase.stop();
  secrets = readFileSync(join(original, 'supabase', 'secrets.json'), 'utf8');
  // As a backup leaves it that was killed.
  writeFileSync(`${file}.partial`, 'half');
  await backUp(original, file);
  slack.close();
});

const restored = (name: string) => join(root, name);
const leftOvers = () =>
  readdirSync(root).filter((name) => name.includes('restoring') || name.endsWith('.partial'));

describe('backUp()', () => {
  test('leaves a sandbox that runs alone and names its process', () => {
    expect(inUse).toMatchObject({
      code: 'data_in_use',
      message: `Cannot back up data folder "${join(original, 'supabase')}": process ${process.pid} uses it.`,
    });
  });

  test('makes one file that only its user can read, and never writes over one', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(backUp(original, file)).rejects.toMatchObject({ code: 'file_exists' });
    await expect(backUp(join(root, 'nothing'), join(root, 'x'))).rejects.toMatchObject({ code: 'no_data' });
    expect(leftOvers()).toEqual([]);
  });
});

describe('restore()', () => {
  test('brings back the database, the secrets and the files of the stand-ins, while the original runs', async () => {
    const copy = restored('copy');
    const { versions } = await restore(file, copy);
    expect(versions.postgres).toContain(process.arch);
    expect(readFileSync(join(copy, 'supabase', 'secrets.json'), 'utf8')).toBe(secrets);
    expect(statSync(join(copy, 'supabase', 'secrets.json')).mode & 0o777).toBe(0o600);
    const slack = openSqlite(join(copy, 'slack', 'workspace.sqlite'), 'full', '');
    expect(slack.prepare('select a from t').all()).toMatchObject([{ a: 'a message' }]);
    slack.close();
    const both = await Promise.all([start(original), start(copy)]);
    await both[0]?.owner.query('insert into content.numbers values (8)');
    const { rows } = (await both[1]?.owner.query('select n::int from content.numbers')) ?? { rows: [] };
    expect(rows).toEqual([{ n: 7 }]);
    await Promise.all(both.map((supabase) => supabase.stop()));
  });

  test('never writes over data', async () => {
    const before = readdirSync(original);
    await expect(restore(file, original)).rejects.toMatchObject({ code: 'folder_has_data' });
    expect(readdirSync(original)).toEqual(before);
    const empty = restored('empty');
    mkdirSync(empty);
    await restore(file, empty);
    expect(existsSync(join(empty, 'supabase', 'postgres', 'data', 'PG_VERSION'))).toBe(true);
  });

  const changed = (change: (bytes: Buffer) => Buffer) => {
    const broken = join(root, 'broken.tar.gz');
    writeFileSync(broken, change(readFileSync(file)));
    return broken;
  };
  /** Of the first file's content, so that the archive itself stays whole. */
  const otherContent = (bytes: Buffer) => {
    const plain = Buffer.from(gunzipSync(bytes));
    const at = plain.indexOf('a message');
    plain.write('A MESSAGE', at);
    return gzipSync(plain);
  };
  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2)), 'backup_damaged'],
    ['with other bytes in a file', otherContent, 'backup_damaged'],
    ['no archive', () => Buffer.from('hello'), 'not_a_backup'],
    ['empty', () => Buffer.alloc(0), 'not_a_backup'],
  ])('refuses a file that is %s, and makes nothing of it', async (_, change, code) => {
    const target = restored('refused');
    await expect(restore(changed(change), target)).rejects.toMatchObject({ code });
    expect(existsSync(target)).toBe(false);
    expect(leftOvers()).toEqual([]);
  });

  const archive = async (entries: [string, string, ('file' | 'symlink')?][]) => {
    const made = pack();
    for (const [name, text, type = 'file'] of entries)
      made.entry(
        { name, type, ...(type === 'symlink' ? { linkname: text } : {}) },
        type === 'file' ? text : undefined,
      );
    made.finalize();
    const foreign = join(root, 'foreign.tar.gz');
    writeFileSync(foreign, gzipSync(Buffer.concat((await Array.fromAsync(made)) as Buffer[])));
    return foreign;
  };
  const described = (change: object = {}) =>
    JSON.stringify({
      kind: 'greenlight-sandbox',
      format: 1,
      made_at: '2026-11-30T12:00:00Z',
      versions: { greenlight: '0.1.0', migration: '20261130000000', postgres: 'none' },
      folders: [],
      files: [],
      ...change,
    });
  const sha256 = 'a'.repeat(64);
  test.each<[string, [string, string, ('file' | 'symlink')?][], string]>([
    ['of another program', [['readme.txt', 'hello']], 'not_a_backup'],
    ['of another format', [[MANIFEST, described({ format: 2 })]], 'not_a_backup'],
    [
      'whose list leads out of the folder',
      [[MANIFEST, described({ files: [{ path: '../../evil', size: 1, sha256 }] })]],
      'not_a_backup',
    ],
    ['of another Postgres', [[MANIFEST, described()]], 'other_release'],
  ])('refuses an archive %s', async (_, entries, code) => {
    const target = restored('refused');
    await expect(restore(await archive(entries), target)).rejects.toMatchObject({ code });
    expect(existsSync(target)).toBe(false);
  });

  test.each<[string, [string, string, ('file' | 'symlink')?]]>([
    ['a link', ['link', '/etc', 'symlink']],
    ['a file that its list does not name', ['../evil', 'x']],
    ['a file of another size than its list says', ['named', 'xx']],
  ])('refuses an archive with %s', async (_, entry) => {
    const { versions } = JSON.parse(
      gunzipSync(readFileSync(file)).subarray(512).toString('utf8').split('\0')[0] ?? '{}',
    );
    const files = [{ path: 'named', size: 1, sha256 }];
    const target = restored('refused');
    await expect(
      restore(await archive([[MANIFEST, described({ versions, files })], entry]), target),
    ).rejects.toMatchObject({
      code: 'backup_damaged',
    });
    expect(existsSync(join(root, '..', 'evil'))).toBe(false);
    expect(existsSync(target)).toBe(false);
  });
});
