import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { connectParts, endAllJobs, installTeam, type Parts, TEAM } from '../../testing/supabase/content.ts';
import { holdJob, installOtherTeam, OTHER_TEAM } from '../../testing/supabase/documents.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  parts = await connectParts(database);
  await installTeam(database);
  await installOtherTeam(database);
});
beforeEach(async () => {
  await endAllJobs(database);
  await database.owner.query('delete from content.uploads');
});

const DAY_S = 86_400;
const MAX_BYTES = 10 * 1024 * 1024;
type Upload = Parameters<Parts['bot']['putUpload']>[0];
const put = async (more: Partial<Upload> = {}) =>
  (
    await parts.bot.putUpload({
      team_id: TEAM,
      person_id: 'ana',
      name: 'notes.md',
      mime: 'text/markdown',
      base64: 'bm90ZXM=',
      ...more,
    })
  ).upload_id;
const kept = async () =>
  Number((await database.owner.query('select count(*) as n from content.uploads')).rows[0]?.n);

describe('put_upload()', () => {
  it('takes 10 MB and hands them to the job byte by byte', async () => {
    const bytes = Buffer.alloc(MAX_BYTES, 'Greenlight \u00e7 \0');
    const upload = await put({ base64: bytes.toString('base64') });
    const file = await parts.agent.getUpload(await holdJob(parts, { upload }), upload);
    expect(file?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(Buffer.from(file?.base64 ?? '', 'base64').equals(bytes)).toBe(true);
    expect(file).toMatchObject({ name: 'notes.md', mime: 'text/markdown' });
  });

  it.each([
    [
      'one byte more than 10 MB',
      { base64: Buffer.alloc(MAX_BYTES + 1).toString('base64') },
      'upload_too_large',
    ],
    ['nothing', { base64: '' }, 'upload_empty'],
    ['null', { base64: null as unknown as string }, 'upload_empty'],
    ['what is not base64', { base64: 'bm90*XM=' }, 'bad_upload'],
    ['base64 that was cut off', { base64: 'bm90Z' }, 'bad_upload'],
    ['bytes of a guest', { person_id: 'gil' }, 'not_allowed'],
    ['bytes of an unknown person', { person_id: 'nobody' }, 'not_allowed'],
    ['bytes of a person of another team', { person_id: 'rui', team_id: OTHER_TEAM }, 'not_allowed'],
    ['bytes for a team that is not there', { team_id: 'T9' }, 'not_allowed'],
  ])('refuses %s', async (_what, more, code) => {
    await expect(put(more)).rejects.toMatchObject({ code });
    expect(await kept()).toBe(0);
  });

  it('names a nameless file, and cuts a name that is too long', async () => {
    for (const [name, stored] of [
      ['  ', 'file'],
      [' café.md ', 'café.md'],
      ['😀'.repeat(400), '😀'.repeat(300)],
    ] as const) {
      const upload = await put({ name });
      const file = await parts.agent.getUpload(await holdJob(parts, { upload }), upload);
      expect(file?.name).toBe(stored);
    }
  });

  it('keeps exactly 20 of 30 that come at once, and those of others beside them', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 30 }, () => put()));
    expect(answers.filter((a) => a.status === 'fulfilled')).toHaveLength(20);
    const refused = answers.flatMap((a) => (a.status === 'rejected' ? [a.reason.code] : []));
    expect(refused).toEqual(Array(10).fill('too_many_uploads'));
    await put({ person_id: 'bia' });
    await put({ team_id: OTHER_TEAM });
    expect(await kept()).toBe(22);
  });

  it('counts what waits: a job that has not ended names it, or one is about to', async () => {
    const ids = [];
    for (let n = 0; n < 20; n += 1) ids.push(await put());
    await expect(put()).rejects.toMatchObject({ code: 'too_many_uploads' });
    const held = await holdJob(parts, { upload: ids[0] ?? '' });
    await expect(put()).rejects.toMatchObject({ code: 'too_many_uploads' });
    await parts.bot.cancelJob(held.id, 'ana');
    await put();
    await expect(put()).rejects.toMatchObject({ code: 'too_many_uploads' });
    // No job came for those within ten minutes: none will.
    const still = await holdJob(parts, { upload: ids[1] ?? '' });
    await database.advanceClock(601);
    for (let n = 0; n < 19; n += 1) await put();
    await expect(put()).rejects.toMatchObject({ code: 'too_many_uploads' });
    await parts.bot.cancelJob(still.id, 'ana');
    await put();
  });

  it('does not let the job of another person make room', async () => {
    const ids = [];
    for (let n = 0; n < 20; n += 1) ids.push(await put());
    const held = await holdJob(parts, { requester: 'bia', upload: ids[0] ?? '' });
    await parts.bot.cancelJob(held.id, 'bia');
    await expect(put()).rejects.toMatchObject({ code: 'too_many_uploads' });
  });

  it('makes room by deleting what lay there for more than a day', async () => {
    await put();
    await database.advanceClock(DAY_S - 60);
    await put();
    expect(await kept()).toBe(2);
    await database.advanceClock(61);
    await put({ person_id: 'bia' });
    expect(await kept()).toBe(2);
  });
});

describe('get_upload()', () => {
  it('is for the job whose brief names it, of the person who gave it, as often as it asks', async () => {
    const [upload, other] = [await put(), await put()];
    const held = await holdJob(parts, { upload });
    expect(await parts.agent.getUpload(held, upload)).toMatchObject({ base64: 'bm90ZXM=' });
    expect(await parts.agent.getUpload(held, upload)).toMatchObject({ base64: 'bm90ZXM=' });
    expect(await parts.agent.getUpload(held, other)).toBeNull();
    expect(await parts.agent.getUpload(held, 'no such id')).toBeNull();
    for (const options of [
      { requester: 'bia', upload },
      { requester: 'rui', upload },
      { team: OTHER_TEAM, upload },
      {},
    ]) {
      expect(await parts.agent.getUpload(await holdJob(parts, options), upload)).toBeNull();
    }
  });

  it('answers nothing to a worker that lost the job', async () => {
    const upload = await put();
    const held = await holdJob(parts, { upload });
    await expect(parts.agent.getUpload({ ...held, fence: held.fence + 1 }, upload)).rejects.toMatchObject({
      code: 'lost_lease',
    });
  });

  it('finds it for a day, though nothing deleted it since', async () => {
    const upload = await put();
    const held = await holdJob(parts, { upload });
    const moveBack = (interval: string) =>
      database.owner.query('update content.uploads set created_at = platform.now() - $1::interval', [
        interval,
      ]);
    await moveBack('23:59:00');
    expect(await parts.agent.getUpload(held, upload)).not.toBeNull();
    await moveBack('24:00:01');
    expect(await parts.agent.getUpload(held, upload)).toBeNull();
    expect(await kept()).toBe(1);
  });
});

it('prune_checkpoints() deletes uploads that were not used in a day', async () => {
  await put();
  await database.owner.query(`update content.uploads set created_at = platform.now() - interval '25 hours'`);
  await database.owner.query(
    'insert into content.uploads (team_id, person_id, name, mime, bytes) values ($1, $2, $3, $4, $5)',
    [TEAM, 'ana', 'new.md', '', Buffer.from('new')],
  );
  await database.owner.query('select content.prune_checkpoints(30)');
  const { rows } = await database.owner.query('select name from content.uploads');
  expect(rows).toEqual([{ name: 'new.md' }]);
});
