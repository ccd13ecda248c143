import { describe, expect, test } from 'vitest';
import { useDatabase } from './database.ts';

describe('useDatabase()', () => {
  const first = useDatabase();
  const second = useDatabase();

  test('gives each caller a migrated database of its own', async () => {
    await first.owner.query('create table public.mine (n int)');
    const { rows } = await second.owner.query(
      `select to_regclass('public.mine') as mine, to_regclass('content.jobs')::text as jobs`,
    );
    expect(rows).toEqual([{ mine: null, jobs: 'content.jobs' }]);
  });

  test('advanceClock() moves the time of one database, and adds up', async () => {
    await first.advanceClock(3600);
    await first.advanceClock(60);
    const ahead = `select extract(epoch from platform.now() - now())::int as seconds`;
    expect((await first.owner.query(ahead)).rows).toEqual([{ seconds: 3660 }]);
    expect((await second.owner.query(ahead)).rows).toEqual([{ seconds: 0 }]);
  });

  test('the owner is no superuser, as on a hosted project', async () => {
    const { rows } = await first.owner.query(
      `select rolname, rolsuper from pg_roles where rolname = current_user`,
    );
    expect(rows).toEqual([{ rolname: 'postgres', rolsuper: false }]);
  });
});
