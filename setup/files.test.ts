import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useInstallation } from '../testing/setup/installation.ts';

const installation = useInstallation();
const query = (sql: string, values?: unknown[]) => installation.query(sql, values);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const files = async () =>
  (await query('select key, bucket, bytes is not null as here from content.artifacts order by key')).rows;
let job = '';

/** As a runner stored it in the database. */
async function aFile(name: string, text: string): Promise<void> {
  await query(
    `insert into content.artifacts (key, job_id, name, mime, role, alt, bytes, size, sha256)
     values ($1 || '/v1/' || $2, $1, $2, 'image/png', 'page', '', $3::bytea, octet_length($3::bytea), encode(sha256($3::bytea), 'hex'))`,
    [job, name, Buffer.from(text)],
  );
}

describe('npm run setup -- files', () => {
  beforeAll(async () => {
    await installation.setup();
    const { rows } = await query(
      `insert into content.jobs (type, brief, team_id, requester_id, channel_id, idempotency_key)
       select 'carousel', '{}', t.team_id, 'U0LUCIA', 'C1', 'files' from platform.teams t returning id`,
    );
    job = String(rows[0]?.id);
  });
  beforeEach(async () => {
    await query('select content.use_bucket(null)');
    await query('delete from content.artifacts');
    await query('delete from storage.objects');
    for (const n of [1, 2, 3]) await aFile(`slide-0${n}.png`, `picture ${n}`);
  });

  it('uses a bucket once both parts were seen to reach it, and shows where files lie', async () => {
    expect((await installation.files([])).lines).toEqual([
      'New files go into the database.',
      '3 files of 0.0 MB lie in the database.',
      'They are kept for good.',
    ]);
    const { ok, lines } = await installation.files(['bucket', 'drafts']);
    expect(lines[0]).toMatch(/^done .*new ones go into bucket "drafts"/);
    expect(ok).toBe(true);
    expect((await installation.files(['bucket', 'drafts'])).lines[0]).toMatch(/^already/);
    expect((await installation.files(['show'])).lines[0]).toBe('New files go into bucket "drafts".');
    expect((await query('select public from storage.buckets')).rows).toEqual([{ public: false }]);
  });

  it('moves every file there and back, each under its hash', async () => {
    await installation.files(['bucket', 'drafts']);
    const there = await installation.files(['move']);
    expect(there.lines[0]).toBe('done     Files: 3 moved into bucket "drafts"');
    expect(there.ok).toBe(true);
    expect(await files()).toEqual(
      [1, 2, 3].map((n) => ({ key: `${job}/v1/slide-0${n}.png`, bucket: 'drafts', here: false })),
    );
    expect((await installation.files(['move'])).lines[0]).toBe(
      'done     Files: 0 moved into bucket "drafts"',
    );
    await installation.files(['database']);
    expect((await installation.files(['move'])).lines[0]).toBe('done     Files: 3 moved into the database');
    expect(
      (await query(`select convert_from(bytes, 'utf8') as text from content.artifacts order by key`)).rows,
    ).toEqual([1, 2, 3].map((n) => ({ text: `picture ${n}` })));
  });

  it('goes on where a kill left it: what was uploaded and what was moved is not lost', async () => {
    await installation.files(['bucket', 'drafts']);
    // The database goes while the second file is named: its object is there, its bytes still in the database.
    await query(`create function public.stop() returns trigger language plpgsql as $$
      begin if new.key like '%slide-02.png' and new.bucket is not null then raise sqlstate '57P01' using message = 'terminating'; end if; return new; end $$`);
    await query(
      'create trigger stop before update on content.artifacts for each row execute function public.stop()',
    );
    await expect(installation.files(['move'])).rejects.toThrow('terminating');
    await query('drop trigger stop on content.artifacts');
    expect((await files()).map(({ bucket }) => bucket)).toEqual(['drafts', null, null]);
    expect(
      (
        await query('select count(*)::int as n from storage.objects where name = any($1)', [
          [1, 2].map((n) => sha256(`picture ${n}`)),
        ])
      ).rows,
    ).toEqual([{ n: 2 }]);
    expect((await installation.files(['move'])).lines[0]).toBe(
      'done     Files: 2 moved into bucket "drafts"',
    );
    expect((await files()).every(({ bucket, here }) => bucket === 'drafts' && !here)).toBe(true);
  });

  it('leaves a file where it is when the bucket holds other bytes under its hash, and moves the rest', async () => {
    await installation.files(['bucket', 'drafts']);
    await query(
      `insert into storage.objects (bucket_id, name, metadata) values ('drafts', $1, '{"size": 9}')`,
      [sha256('picture 2')],
    );
    await query(
      `insert into storage.stand_in_bytes (object_id, bytes) select id, 'otherwise' from storage.objects where name = $1`,
      [sha256('picture 2')],
    );
    const { ok, lines } = await installation.files(['move']);
    expect(ok).toBe(false);
    expect(lines).toEqual([
      expect.stringMatching(/^failed .*slide-02\.png: bucket "drafts" answers other bytes$/),
      'done     Files: 2 moved into bucket "drafts", 1 stay where they are',
      expect.stringContaining('vacuum full'),
    ]);
    expect((await files())[1]).toMatchObject({ bucket: null, here: true });
  });

  it.each([
    [['bucket', 'A/B'], /accepted: 3 to 63 of a-z, 0-9 and hyphens/],
    [['bucket'], /accepted: show, bucket NAME, database, move, keep DAYS, keep forever/],
    [['keep', '7'], /accepted: 30 to 3650, or forever/],
    [['burn'], /accepted: show/],
  ])('refuses %j', async (words, message) => {
    const { ok, lines } = await installation.files(words);
    expect(ok).toBe(false);
    expect(lines.join('\n')).toMatch(message);
  });

  it('goes back to where files went when Storage does not take the role of a part', async () => {
    await query(
      'create policy shut on storage.objects as restrictive for insert to greenlight_agent with check (false)',
    );
    const { ok, lines } = await installation.files(['bucket', 'other']);
    await query('drop policy shut on storage.objects');
    expect(ok).toBe(false);
    expect(lines.join('\n')).toMatch(/Cannot put .* into bucket "other"/);
    expect((await installation.files(['show'])).lines[0]).toBe('New files go into the database.');
  });

  it('refuses a public bucket', async () => {
    await query(`insert into storage.buckets (id, name, public) values ('site', 'site', true)`);
    const { ok, lines } = await installation.files(['bucket', 'site']);
    expect(ok).toBe(false);
    expect(lines[0]).toMatch(/it is public, and drafts are not/);
  });

  it('keeps files for some days, or for good', async () => {
    expect((await installation.files(['keep', '365'])).ok).toBe(true);
    expect((await installation.files([])).lines.at(-1)).toBe(
      'They are kept for 365 days after their work has ended.',
    );
    await installation.files(['keep', 'forever']);
    expect((await installation.files([])).lines.at(-1)).toBe('They are kept for good.');
  });
});
