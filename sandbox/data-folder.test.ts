import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';
import { openSqlite } from './open-sqlite.ts';
import { keepSecrets } from './supabase/secrets.ts';

const root = mkdtempSync(join(tmpdir(), 'greenlight-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const file = join(root, 'a-file');
writeFileSync(file, 'not a folder');

describe('openDataFolder()', () => {
  it('makes what is missing, closed to others', () => {
    const folder = openDataFolder(join(root, 'a', 'b'));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(openDataFolder(folder)).toBe(folder);
  });

  it.each([
    [file, 'it is a file, not a folder'],
    [join(file, 'below'), 'a part of its path is a file'],
    ['/proc/greenlight', 'no folder can be made there'],
  ])('refuses %s in a sentence with the folder and what to do', (folder, why) => {
    expect(() => openDataFolder(folder)).toThrow(
      expect.objectContaining({
        code: 'data_folder_unusable',
        message: expect.stringMatching(new RegExp(`^Cannot keep data in "${folder}": ${why}`)),
        hint: expect.stringContaining('GREENLIGHT_DATA'),
      }),
    );
  });
});

describe('a file of the data folder that is broken', () => {
  it.each([
    ['secrets.json', 'half a fi', () => keepSecrets(root)],
    ['secrets.json', '{"admin":"x"}', () => keepSecrets(root)],
    [
      'workspace.sqlite',
      'x'.repeat(5000),
      () => openSqlite(join(root, 'workspace.sqlite'), 'full', 'create table t (a) strict'),
    ],
  ])('%s: is named, with what to do', (name, bytes, open) => {
    writeFileSync(join(root, name), bytes);
    expect(open).toThrow(
      expect.objectContaining({
        code: 'data_file_broken',
        message: expect.stringContaining(join(root, name)),
        hint: expect.stringContaining('from a copy'),
      }),
    );
  });
});
