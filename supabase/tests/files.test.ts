import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { filesInStorage } from '../../agents/runner/files-in-storage.ts';
import { readDraft } from '../../agents/verify/verify-draft.ts';
import { bytesOf, readStored } from '../../bot/drafts/bytes-of.ts';
import { removeOnce } from '../../bot/drafts/remove-objects.ts';
import { systemClock } from '../../platform/clock.ts';
import { connectFileStore, type FileStore } from '../../platform/file-store.ts';
import type { PartRole } from '../../platform/role-token.ts';
import type { Artifact, Claim } from '../../ports/content.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  aFile,
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  startJob,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
const BUCKET = 'drafts';
let parts: Parts;
/** What Storage says instead of doing what it is asked for. */
let fault: ((request: Request) => Promise<Response> | undefined) | undefined;

const storeOf = async (role: PartRole): Promise<FileStore> =>
  connectFileStore({
    url: database.url,
    publishableKey: database.publishableKey,
    token: await database.token(role),
    fetch: async (input, init) => {
      const request = new Request(input, init);
      return (await fault?.(request)) ?? database.fetch(request);
    },
  });
const stores = {} as { agent: FileStore; bot: FileStore; governor: FileStore };
const owner = async (sql: string, values?: unknown[]) => (await database.owner.query(sql, values)).rows;
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const use = (bucket: string | null) => owner('select content.use_bucket($1)', [bucket]);
/** Ages every object by an hour and a bit, as nothing younger is removed. */
const age = () => owner(`update storage.objects set created_at = created_at - interval '61 minutes'`);
const objects = async () =>
  (await owner('select name from storage.objects order by name')).map(({ name }) => String(name));
const agent = () => ({ ...parts.agent, ...filesInStorage(parts.agent, stores.agent, systemClock) });
const bot = () => ({ ...parts.bot, getArtifact: readStored(parts.bot, stores.bot) });
const sweep = () => removeOnce({ content: parts.bot, store: stores.bot } as Parameters<typeof removeOnce>[0]);
const textOf = async (file: Artifact) => Buffer.from(await bytesOf(bot(), file)).toString('utf8');
async function running(): Promise<Claim & { id: string }> {
  const id = await startJob(parts);
  return claim(parts, id);
}

beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
  stores.agent = await storeOf('greenlight_agent');
  stores.bot = await storeOf('greenlight_bot');
  stores.governor = await storeOf('greenlight_governor');
});
beforeEach(() => endAllJobs(database));
afterEach(() => {
  fault = undefined;
});

describe.each([
  ['the database', null],
  ['a bucket of Storage', BUCKET],
])('files in %s', (_, bucket) => {
  beforeAll(() => use(bucket));

  test('come back byte by byte, in the one place', async () => {
    const held = await running();
    const file = await agent().putArtifact(held, aFile(held.id, 'v1/slide-01.png', 'a'));
    expect(file).toMatchObject({ size: 12, sha256: sha256('picture of a') });
    expect(await textOf(file)).toBe('picture of a');
    expect(
      await owner('select bucket, bytes is null as elsewhere from content.artifacts where key = $1', [
        file.key,
      ]),
    ).toEqual([{ bucket, elsewhere: bucket !== null }]);
  });

  test('the same bytes are accepted again, and other bytes take their place while the version is made', async () => {
    const held = await running();
    const put = (text: string) => agent().putArtifact(held, aFile(held.id, 'v1/slide-01.png', text));
    const first = await put('same');
    expect(await put('same')).toEqual(first);
    const other = await put('other');
    expect(await textOf(other)).toBe('picture of other');
  });

  test.each([
    ['beyond 4 MB', 'v1/a.png', randomBytes(4_194_305), 'artifact_too_large'],
    ['without bytes', 'v1/a.png', Buffer.alloc(0), 'bad_artifact'],
    ['of another place', 'final.png', Buffer.from('x'), 'bad_key'],
  ])('one %s is refused', async (_name, path, bytes, code) => {
    const held = await running();
    const file = { ...aFile(held.id, path, ''), base64: bytes.toString('base64') };
    await expect(agent().putArtifact(held, file)).rejects.toMatchObject({ code });
  });

  test('a draft is recorded, and verified, with its files', async () => {
    const held = await running();
    const evidence = {
      ...aFile(held.id, 'v1/final/evidence.json', ''),
      mime: 'application/json',
      role: 'document' as const,
      base64: Buffer.from('{"format": 1}').toString('base64'),
    };
    const final = await agent().putArtifact(held, evidence);
    await parts.agent.recordDraft(held, {
      version: 1,
      reason: null,
      read_upto: null,
      artifacts: [],
      finals: [final],
      content: {
        kind: 'carousel',
        title: 't',
        language: 'pt',
        slides: [],
        post: { hook: 'h', body: 'b', hashtags: [] },
        sources: [],
        brand_version: 1,
        model: 'm',
        offline: false,
      },
    });
    const stored = await readDraft(parts.agent, stores.agent, held.id);
    expect(Buffer.from(stored?.evidence?.base64 ?? '', 'base64').toString()).toBe('{"format": 1}');
    expect(stored?.files_ended).toBe(false);
  });

  test('bytes that were changed where they lie are not given out', async () => {
    const { draft } = await jobInReview({ ...parts, agent: agent() } as Parts);
    const [file] = draft.finals;
    if (!file) throw new Error('The draft has no final file');
    await owner(
      bucket === null
        ? `alter table content.artifacts drop constraint bytes_are_what_is_said_of_them;
           update content.artifacts set bytes = 'altered' where key = '${file.key}'`
        : `update storage.stand_in_bytes b set bytes = 'altered' from storage.objects o where o.id = b.object_id and o.name = '${file.sha256}'`,
    );
    await expect(bytesOf(bot(), file)).rejects.toMatchObject({
      code: 'files_altered',
      retryInS: null,
      file: file.name,
    });
  });

  test('files end with their work after the days that the owner set, and only then', async () => {
    const { id, draft } = await jobInReview({ ...parts, agent: agent() } as Parts);
    const [file] = draft.finals;
    if (!file) throw new Error('The draft has no final file');
    await owner('select content.keep_files_for(30)');
    const end = (days: number) =>
      owner(
        `update content.jobs set status = 'rejected', ended_at = now() - make_interval(days => $2) where id = $1`,
        [id, days],
      );
    await end(29);
    await sweep();
    expect(await bot().getArtifact(file.key)).not.toBeNull();
    await end(31);
    await sweep();
    expect(await bot().getArtifact(file.key)).toBeNull();
    expect((await readDraft(parts.agent, stores.agent, id))?.files_ended).toBe(true);
    await owner('select content.keep_files_for(null)');
  });
});

describe('Storage', () => {
  beforeAll(() => use(BUCKET));

  test('what lies in either place is read, wherever new files go', async () => {
    const held = await running();
    const put = (n: number) => agent().putArtifact(held, aFile(held.id, `v1/slide-0${n}.png`, `${n}`));
    const there = await put(1);
    await use(null);
    const here = await put(2);
    await use(BUCKET);
    expect([await textOf(there), await textOf(here)]).toEqual(['picture of 1', 'picture of 2']);
  });

  test('agents add objects under a SHA-256 and neither change nor remove one', async () => {
    const key = sha256('mine');
    await stores.agent.put(BUCKET, key, { bytes: Buffer.from('mine'), mime: 'image/png' });
    await stores.agent.put(BUCKET, key, { bytes: Buffer.from('other'), mime: 'image/png' });
    expect((await stores.agent.get(BUCKET, key))?.toString()).toBe('mine');
    await expect(stores.agent.remove(BUCKET, [key])).rejects.toMatchObject({ code: 'storage_refused' });
    expect((await stores.agent.get(BUCKET, key))?.toString()).toBe('mine');
    const named = stores.agent.put(BUCKET, 'final.png', { bytes: Buffer.from('x'), mime: 'image/png' });
    await expect(named).rejects.toMatchObject({ code: 'storage_refused' });
    for (const sql of [`update storage.objects set name = name`, 'delete from storage.objects'])
      await expect(
        owner(`begin; set local role greenlight_agent; ${sql}`).finally(() => owner('rollback')),
      ).rejects.toThrow('permission denied');
  });

  test('no other role reaches the bucket, and the bot adds nothing', async () => {
    const key = sha256('mine');
    const file = { bytes: Buffer.from('x'), mime: 'image/png' };
    for (const store of [stores.bot, stores.governor])
      await expect(store.put(BUCKET, sha256('x'), file)).rejects.toMatchObject({ code: 'storage_refused' });
    await expect(stores.governor.get(BUCKET, key)).rejects.toMatchObject({ code: 'storage_refused' });
    for (const role of ['anon', 'authenticated'])
      expect(
        await owner(`begin; set local role ${role}; select from storage.objects`).finally(() =>
          owner('rollback'),
        ),
      ).toEqual([]);
  });

  test('agents reach no bucket but those for files', async () => {
    await owner(`insert into storage.buckets (id, name) values ('hr', 'hr')`);
    await owner(`insert into storage.objects (bucket_id, name) values ('hr', $1)`, [sha256('secret')]);
    expect(await stores.agent.get('hr', sha256('secret'))).toBeNull();
    expect(await stores.agent.bucket('hr')).toBeNull();
    expect(await stores.agent.bucket(BUCKET)).toEqual({ isPublic: false });
    const put = stores.agent.put('hr', sha256('x'), { bytes: Buffer.from('x'), mime: 'image/png' });
    await expect(put).rejects.toMatchObject({ code: 'storage_refused' });
    await owner(`delete from storage.objects where bucket_id = 'hr'`);
  });

  test('a file is named only of an object that is there, of that size, in a bucket for files', async () => {
    const held = await running();
    const bytes = randomBytes(20);
    const file = { ...aFile(held.id, 'v1/a.png', ''), size: 20, sha256: sha256(bytes), bucket: BUCKET };
    const name = (change: object) => parts.agent.nameObject(held, { ...file, ...change });
    await expect(name({})).rejects.toMatchObject({ code: 'object_missing' });
    await stores.agent.put(BUCKET, file.sha256, { bytes, mime: 'image/png' });
    await expect(name({ size: 21 })).rejects.toMatchObject({ code: 'object_missing' });
    await expect(name({ bucket: 'hr' })).rejects.toMatchObject({ code: 'object_missing' });
    expect(await name({})).toMatchObject({ sha256: file.sha256 });
  });

  test.each([
    ['down', async () => Promise.reject(new Error('ECONNREFUSED')), 'storage_unavailable'],
    ['out of order', async () => new Response('bad gateway', { status: 502 }), 'storage_unavailable'],
    [
      'shut to this part',
      async () => Response.json({ statusCode: '403', message: 'no' }, { status: 400 }),
      'storage_refused',
    ],
    [
      'short of room',
      async () => Response.json({ statusCode: '413', message: 'large' }, { status: 400 }),
      'artifact_too_large',
    ],
  ])('%s: nothing is named, and the failure has a code', async (_, answer, code) => {
    const held = await running();
    fault = (request) => (request.url.includes('/storage/') ? answer() : undefined);
    await expect(agent().putArtifact(held, aFile(held.id, 'v1/a.png', 'a'))).rejects.toMatchObject({ code });
    expect(await owner('select from content.artifacts where job_id = $1', [held.id])).toEqual([]);
  });

  test('that is down or has lost an object is told apart from a file that was pruned', async () => {
    const held = await running();
    const file = await agent().putArtifact(held, aFile(held.id, 'v1/a.png', 'lost'));
    fault = () => Promise.resolve(new Response('', { status: 503 }));
    await expect(bytesOf(bot(), file)).rejects.toMatchObject({ code: 'storage_unavailable' });
    fault = undefined;
    await owner('delete from storage.objects where name = $1', [file.sha256]);
    await expect(bytesOf(bot(), file)).rejects.toMatchObject({ code: 'files_gone' });
  });

  test('an upload whose answer was lost is done again and lies there once', async () => {
    const held = await running();
    let lost = false;
    fault = (request) => {
      if (lost || request.method !== 'POST') return undefined;
      lost = true;
      return database.fetch(request).then(() => Promise.reject(new Error('ECONNRESET')));
    };
    const put = () => agent().putArtifact(held, aFile(held.id, 'v1/a.png', 'again'));
    await expect(put()).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(await textOf(await put())).toBe('picture of again');
    expect((await objects()).filter((name) => name === sha256('picture of again'))).toHaveLength(1);
  });
});

describe('what no file names any more', () => {
  beforeAll(() => use(BUCKET));
  beforeEach(async () => {
    await owner('delete from content.artifacts');
    await owner('delete from storage.objects');
  });

  test('is removed once the last of two drafts that share it has ended', async () => {
    const one = await running();
    const first = await agent().putArtifact(one, aFile(one.id, 'v1/a.png', 'shared'));
    const two = await running();
    const second = await agent().putArtifact(two, aFile(two.id, 'v1/a.png', 'shared'));
    expect(first.sha256).toBe(second.sha256);
    await age();
    await owner('delete from content.artifacts where key = $1', [first.key]);
    expect(await sweep()).toBe(0);
    expect(await textOf(second)).toBe('picture of shared');
    await owner('delete from content.jobs where id = $1', [two.id]);
    expect(await sweep()).toBe(1);
    expect(await objects()).toEqual([]);
  });

  test('is left alone for an hour: an upload may be on its way to its file', async () => {
    await stores.agent.put(BUCKET, sha256('new'), { bytes: Buffer.from('new'), mime: 'image/png' });
    expect(await sweep()).toBe(0);
    await age();
    expect(await sweep()).toBe(1);
  });

  test('cannot be named while it is being removed, and can be put again after that', async () => {
    const held = await running();
    await stores.agent.put(BUCKET, sha256('picture of x'), {
      bytes: Buffer.from('picture of x'),
      mime: 'image/png',
    });
    await age();
    expect(await parts.bot.claimUnusedObjects(10)).toEqual([
      { bucket: BUCKET, sha256: sha256('picture of x') },
    ]);
    const clock = {
      now: () => Date.now(),
      // The bot that claimed it finishes while the runner waits.
      sleep: async () => {
        await stores.bot.remove(BUCKET, [sha256('picture of x')]);
        await parts.bot.settleRemovedObjects();
      },
    };
    const patient = filesInStorage(parts.agent, stores.agent, clock);
    const file = await patient.putArtifact(held, aFile(held.id, 'v1/a.png', 'x'));
    expect(await textOf(file)).toBe('picture of x');
  });

  test('is claimed by one of two bots, and by the other after a kill', async () => {
    await stores.agent.put(BUCKET, sha256('k'), { bytes: Buffer.from('k'), mime: 'image/png' });
    await age();
    const claims = await Promise.all([parts.bot.claimUnusedObjects(10), parts.bot.claimUnusedObjects(10)]);
    expect(claims.flat()).toHaveLength(1);
    expect(await sweep()).toBe(0);
    await owner(`update content.objects_going set claimed_at = claimed_at - interval '6 minutes'`);
    expect(await sweep()).toBe(1);
    expect(await owner('select * from content.objects_going')).toEqual([]);
  });

  test('can be named again at the next look, where a kill came between its removal and its settling', async () => {
    const held = await running();
    await stores.agent.put(BUCKET, sha256('picture of again'), {
      bytes: Buffer.from('picture of again'),
      mime: 'image/png',
    });
    await age();
    await parts.bot.claimUnusedObjects(10);
    await stores.bot.remove(BUCKET, [sha256('picture of again')]);
    expect(await sweep()).toBe(1);
    const file = await agent().putArtifact(held, aFile(held.id, 'v1/a.png', 'again'));
    expect(await textOf(file)).toBe('picture of again');
  });

  test('is all that the bot can remove', async () => {
    const held = await running();
    const file = await agent().putArtifact(held, aFile(held.id, 'v1/a.png', 'kept'));
    await stores.bot.remove(BUCKET, [file.sha256]);
    expect(await textOf(file)).toBe('picture of kept');
  });

  test('stays where Storage is down, and goes with the next look', async () => {
    await stores.agent.put(BUCKET, sha256('later'), { bytes: Buffer.from('later'), mime: 'image/png' });
    await age();
    fault = (request) =>
      request.method === 'DELETE' ? Promise.reject(new Error('ECONNREFUSED')) : undefined;
    await expect(sweep()).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(await objects()).toEqual([sha256('later')]);
    fault = undefined;
    await owner(`update content.objects_going set claimed_at = claimed_at - interval '6 minutes'`);
    expect(await sweep()).toBe(1);
  });
});

describe('use_bucket()', () => {
  test('refuses a public bucket, and leaves where new files go', async () => {
    await use(null);
    await owner(`insert into storage.buckets (id, name, public) values ('site', 'site', true)`);
    await expect(use('site')).rejects.toMatchObject({ detail: 'bucket_is_public' });
    expect(await parts.agent.bucketInUse()).toBeNull();
  });

  test('makes the bucket private, of 4 MB a file and of the kinds that drafts have, and is repeatable', async () => {
    await use('other-files');
    await use('other-files');
    expect(
      await owner(
        `select public, file_size_limit, allowed_mime_types from storage.buckets where id = 'other-files'`,
      ),
    ).toEqual([
      {
        public: false,
        file_size_limit: '4194304',
        allowed_mime_types: [
          'image/png',
          'application/pdf',
          'text/markdown',
          'text/html',
          'text/csv',
          'application/json',
        ],
      },
    ]);
    expect(await parts.agent.bucketInUse()).toBe('other-files');
  });

  test('says so where there is no Storage', async () => {
    const sql = `begin; alter schema storage rename to elsewhere; select content.use_bucket('drafts')`;
    await expect(owner(sql).finally(() => owner('rollback'))).rejects.toMatchObject({ detail: 'no_storage' });
  });
});
