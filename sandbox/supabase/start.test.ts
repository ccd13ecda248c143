import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { HANG_MS } from '../../testing/hang-ms.ts';
import { startChild } from './fixtures/child.ts';
import { migrationsFolder, numbersMigration } from './fixtures/migrations.ts';
import { noOtherUser, otherUser } from './fixtures/other-user.ts';
import { readPostmaster } from './postgres/postmaster.ts';
import { processIdentity } from './postgres/process-identity.ts';
import { type EmbeddedSupabase, startSupabase } from './start.ts';

const migrations = migrationsFolder({ '20260101000000_numbers.sql': numbersMigration });
const folders = [migrations];
let dataFolder = '';

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'greenlight-start-'));
  chmodSync(dataFolder, 0o755);
  folders.push(dataFolder);
});
afterAll(() => {
  for (const folder of folders) {
    const elsewhere = notedHome(folder);
    if (elsewhere) rmSync(elsewhere, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
});

const start = (folder = dataFolder) =>
  startSupabase({ dataFolder: folder, migrationsFolder: migrations, log: silentLog });
let made: string | undefined;
/** A data folder that was started and stopped once: its cluster takes a second of processor time to make. */
async function bringMadeDatabase(folder = dataFolder): Promise<void> {
  if (made === undefined) {
    const first = mkdtempSync(join(tmpdir(), 'greenlight-start-'));
    chmodSync(first, 0o755);
    folders.push(first);
    await (await start(first)).stop();
    made = first;
  }
  execFileSync('cp', ['-a', stateOf(made), stateOf(folder)]);
}
const stateOf = (folder: string) => join(folder, 'supabase');
const notedHome = (folder: string) => {
  const note = join(stateOf(folder), 'cluster');
  return existsSync(note) ? readFileSync(note, 'utf8').split('\n')[0] : undefined;
};
const postmasterOf = (folder: string) =>
  readPostmaster(join(notedHome(folder) ?? join(stateOf(folder), 'postgres'), 'data'))?.pid ?? 0;
const addNumber = (supabase: EmbeddedSupabase, n: number) =>
  supabase.owner.query('insert into content.numbers values ($1)', [n]);
const numbers = async (supabase: EmbeddedSupabase) =>
  (await supabase.owner.query('select n::int from content.numbers order by n')).rows.map(({ n }) => n);

describe('startSupabase()', () => {
  test('keeps data, tokens and keys over a restart', async () => {
    const first = await start();
    await addNumber(first, 7);
    const token = await first.token('greenlight_bot');
    await first.stop();
    const second = await start();
    const answer = await second.fetch(`${second.url}/rest/v1/rpc/list_numbers`, {
      method: 'POST',
      headers: { apikey: first.publishableKey, authorization: `Bearer ${token}` },
    });
    expect([answer.status, await answer.json()]).toEqual([200, [7]]);
    await second.stop();
  });

  test('refuses a second living owner and names its pid', async () => {
    await bringMadeDatabase();
    const child = await startChild([dataFolder, migrations]);
    await expect(start()).rejects.toMatchObject({
      code: 'data_in_use',
      message: expect.stringContaining(`process ${child.pid} `),
    });
    await child.kill('SIGTERM');
    await (await start()).stop();
  });

  test('refuses to start twice in one process', async () => {
    await bringMadeDatabase();
    const supabase = await start();
    await expect(start()).rejects.toMatchObject({ code: 'data_in_use' });
    await supabase.stop();
  });

  test('of two starts at once exactly one gets the folder', async () => {
    const outcomes = await Promise.allSettled([start(), startChild([dataFolder, migrations])]);
    const won = outcomes.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value);
    expect(won).toHaveLength(1);
    for (const owner of won) await ('kill' in owner ? owner.kill('SIGTERM') : owner.stop());
  });

  test('goes on after kill -9 of the node process alone, though its Postgres lived on', async () => {
    await bringMadeDatabase();
    const child = await startChild([dataFolder, migrations, 'write']);
    await child.ackedAtLeast(20);
    const orphan = postmasterOf(dataFolder);
    await child.kill('SIGKILL');
    expect(processIdentity(orphan)).toBeDefined();
    const supabase = await start();
    expect(processIdentity(orphan)).toBeUndefined();
    expect(await numbers(supabase)).toEqual(expect.arrayContaining(child.acked));
    await supabase.stop();
  });

  test('loses no acknowledged write by kill -9 of node and Postgres', async () => {
    for (const writes of [20, 60, 100]) {
      rmSync(stateOf(dataFolder), { recursive: true, force: true });
      await bringMadeDatabase();
      const child = await startChild([dataFolder, migrations, 'write']);
      await child.ackedAtLeast(writes);
      const orphan = postmasterOf(dataFolder);
      await child.kill('SIGKILL');
      process.kill(orphan, 'SIGKILL');
      const supabase = await start();
      expect(await numbers(supabase)).toEqual(expect.arrayContaining(child.acked));
      await supabase.stop();
    }
  });

  test('starts Postgres again when it alone is killed, and the parts go on', async () => {
    await bringMadeDatabase();
    const supabase = await start();
    await addNumber(supabase, 5);
    const killed = postmasterOf(dataFolder);
    process.kill(killed, 'SIGKILL');
    await vi.waitUntil(
      () =>
        numbers(supabase).then(
          (all) => all.includes(5) && postmasterOf(dataFolder) !== killed,
          () => false,
        ),
      {
        timeout: HANG_MS,
      },
    );
    await supabase.stop();
    expect(postmasterOf(dataFolder)).toBe(0);
  });

  test('takes over from an owner whose pid now belongs to another process', async () => {
    mkdirSync(stateOf(dataFolder), { mode: 0o700 });
    const owner = join(stateOf(dataFolder), 'owner.json');
    writeFileSync(owner, JSON.stringify({ pid: process.ppid, identity: 'an earlier run of this pid' }));
    const supabase = await start();
    expect(JSON.parse(readFileSync(owner, 'utf8'))).toMatchObject({ pid: process.pid });
    await supabase.stop();
    expect(existsSync(owner)).toBe(false);
  });

  test('leaves no Postgres behind when a migration fails, and says where it fails', async () => {
    const broken = migrationsFolder({ '20260101000000_broken.sql': 'select 1;\n  selec 2;' });
    folders.push(broken);
    const failing = startSupabase({ dataFolder, migrationsFolder: broken, log: silentLog });
    await expect(failing).rejects.toThrow(
      'Cannot apply migration 20260101000000_broken.sql at line 2, column 3: syntax error at or near "selec" (42601)',
    );
    expect(postmasterOf(dataFolder)).toBe(0);
    await (await start()).stop();
  });

  test('works with a data folder that only its owner can enter', async () => {
    chmodSync(dataFolder, 0o700);
    const first = await start();
    await addNumber(first, 1);
    await first.stop();
    const second = await start();
    expect(await numbers(second)).toEqual([1]);
    await second.stop();
    expect(statSync(join(stateOf(dataFolder), 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('keeps the data when the folder is closed to other users between two starts', async () => {
    await bringMadeDatabase();
    const first = await start();
    await addNumber(first, 1);
    await first.stop();
    chmodSync(dataFolder, 0o700);
    const second = await start();
    expect(await numbers(second)).toEqual([1]);
    await second.stop();
  });

  test('starts Postgres again when it is killed while calls are under way, and the process goes on', async () => {
    await bringMadeDatabase();
    const child = await startChild([dataFolder, migrations, 'write']);
    await child.ackedAtLeast(10);
    const first = postmasterOf(dataFolder);
    process.kill(first, 'SIGKILL');
    // Once more before it is ready.
    await vi.waitUntil(() => ![0, first].includes(postmasterOf(dataFolder)), { timeout: HANG_MS });
    process.kill(postmasterOf(dataFolder), 'SIGKILL');
    await child.ackedAtLeast(child.acked.length + 20);
    await child.kill('SIGKILL');
    const supabase = await start();
    expect(await numbers(supabase)).toEqual(expect.arrayContaining(child.acked));
    await supabase.stop();
  });

  test('a copied data folder is a copy: neither sees nor stops the other, in a closed folder too', async () => {
    const original = join(dataFolder, 'original');
    const copy = join(dataFolder, 'copy');
    mkdirSync(original);
    // As root its Postgres runs as another user, who may not enter by itself.
    chmodSync(dataFolder, 0o700);
    const first = await start(original);
    await addNumber(first, 1);
    await first.stop();
    execFileSync('cp', ['-a', original, copy]);
    const both = await Promise.all([start(original), start(copy)]);
    await addNumber(both[0], 2);
    await addNumber(both[1], 3);
    expect(await Promise.all(both.map(numbers))).toEqual([
      [1, 2],
      [1, 3],
    ]);
    await Promise.all(both.map((supabase) => supabase.stop()));
  });

  test('a folder that was copied while the original runs starts beside it, and leaves it alone', async () => {
    const original = join(dataFolder, 'original');
    const copy = join(dataFolder, 'copy');
    mkdirSync(original);
    await bringMadeDatabase(original);
    const first = await start(original);
    const postmaster = postmasterOf(original);
    await addNumber(first, 1);
    execFileSync('cp', ['-a', original, copy]);
    const second = await start(copy);
    expect(postmasterOf(original)).toBe(postmaster);
    await addNumber(second, 3);
    await addNumber(first, 2);
    expect(await numbers(first)).toEqual([1, 2]);
    await first.stop();
    expect(await numbers(second)).toEqual([1, 3]);
    // The owner's file is its own by now.
    await expect(start(copy)).rejects.toMatchObject({ code: 'data_in_use' });
    await second.stop();
  });

  test.skipIf(process.getuid?.() !== 0)(
    'where the cluster lies outside of the folder, a copy gets one of its own, even if the original was renamed',
    async () => {
      const [original, renamed, copy, late] = ['original', 'renamed', 'copy', 'late'].map((name) =>
        join(dataFolder, name),
      ) as [string, string, string, string];
      mkdirSync(original);
      // Another user cannot enter, and without setpriv none is let through.
      chmodSync(dataFolder, 0o700);
      const bin = mkdtempSync(join(tmpdir(), 'greenlight-bin-'));
      folders.push(bin);
      symlinkSync('/bin/cp', join(bin, 'cp'));
      vi.stubEnv('PATH', bin);
      try {
        const first = await start(original);
        await addNumber(first, 1);
        await first.stop();
        expect(notedHome(original)).toMatch(/^\/var\/lib\/greenlight\//);
        execFileSync('cp', ['-a', original, copy]);
        execFileSync('cp', ['-a', original, late]);
        renameSync(original, renamed);
        const second = await start(copy);
        const both = [await start(renamed), second];
        expect(notedHome(copy)).not.toBe(notedHome(renamed));
        await addNumber(both[0] as EmbeddedSupabase, 2);
        await addNumber(second, 3);
        expect(await Promise.all(both.map(numbers))).toEqual([
          [1, 2],
          [1, 3],
        ]);
        // The original has gone on: what its database holds is not what was copied.
        await expect(start(late)).rejects.toMatchObject({
          code: 'data_of_another_folder',
          message: expect.stringContaining('has gone on since'),
        });
        await Promise.all(both.map((supabase) => supabase.stop()));
      } finally {
        vi.unstubAllEnvs();
        for (const folder of [renamed, copy]) {
          const home = notedHome(folder);
          if (home) rmSync(home, { recursive: true, force: true });
        }
      }
    },
  );

  test('a moved data folder takes its database along', async () => {
    await bringMadeDatabase();
    const first = await start();
    await addNumber(first, 3);
    await first.stop();
    const moved = join(dataFolder, 'moved');
    mkdirSync(moved);
    renameSync(stateOf(dataFolder), stateOf(moved));
    const second = await start(moved);
    expect(await numbers(second)).toEqual([3]);
    await second.stop();
  });
});

describe.skipIf(noOtherUser)(
  `startSupabase() as an ordinary user${noOtherUser ? ` (left out: ${noOtherUser})` : ''}`,
  () => {
    test('needs nothing of root, and keeps the data', async () => {
      chownSync(dataFolder, otherUser.uid, otherUser.gid);
      chmodSync(dataFolder, 0o700);
      chmodSync(migrations, 0o755);
      const first = await startChild([dataFolder, migrations, 'write-one'], otherUser);
      if (first.process.exitCode === null) await once(first.process, 'exit');
      expect(statSync(join(stateOf(dataFolder), 'postgres', 'data')).uid).toBe(otherUser.uid);
      // Root goes on with it, as the user whose database it is, and leaves it usable for that user.
      const asRoot = await start();
      expect(await numbers(asRoot)).toEqual([1]);
      await asRoot.stop();
      const again = await startChild([dataFolder, migrations], otherUser);
      await again.kill('SIGTERM');
    });

    test('says so when root made the database', async () => {
      await (await start()).stop();
      chownSync(dataFolder, otherUser.uid, otherUser.gid);
      chownSync(stateOf(dataFolder), otherUser.uid, otherUser.gid);
      for (const name of ['owner.guard', 'secrets.json']) {
        chownSync(join(stateOf(dataFolder), name), otherUser.uid, otherUser.gid);
      }
      await expect(startChild([dataFolder, migrations], otherUser)).rejects.toThrow('was made by');
    });
  },
);
