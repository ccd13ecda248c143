import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { vector } from '@electric-sql/pglite-pgvector';
import { type Check, check } from './check.ts';

const project = join(import.meta.dirname, '..');
const MODEL = 'toy-3';
/** Meanings for the eye: metals, cleaning, cooking. */
const meaning = { metals: [1, 0.1, 0], cleaning: [0.1, 1, 0], cooking: [0, 0, 1] };

interface Answer {
  passages: { document_id: string; rank: number }[];
  terms: string[];
  matched: string[];
}

/** The same migrations where `vector` exists, and the search with embeddings; one connection, so no concurrency. */
export async function* checkVectors(): AsyncGenerator<Check> {
  const db = await PGlite.create({ extensions: { vector, pg_trgm, unaccent, fuzzystrmatch } });
  const rows = async <T = Record<string, unknown>>(sql: string, values: unknown[] = []) =>
    (await db.query<T>(sql, values)).rows;
  const call = async <T>(sql: string, ...values: unknown[]) =>
    (await rows<{ answer: T }>(`select ${sql} as answer`, values))[0]?.answer as T;
  const search = (query: string, embedding: number[] | null, more: { team?: string; job?: string } = {}) =>
    call<Answer>(
      'content.search_knowledge($1, $2, null, 5, $3, $4)',
      more.team ?? 'T1',
      query,
      more.job ?? null,
      embedding,
    );
  const ids = (answer: Answer) => answer.passages.map((p) => p.document_id);

  yield await check('the migrations apply as they are', async () => {
    await db.exec(readFileSync(join(project, 'sandbox/supabase/prelude.sql'), 'utf8'));
    const folder = join(project, 'supabase/migrations');
    const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
    for (const file of files.sort()) await db.exec(readFileSync(join(folder, file), 'utf8'));
    assert.equal(await call('content.has_vectors()'), true);
    return `${files.length} on ${await call<string>("current_setting('server_version')")}, pgvector ${(await rows("select extversion as v from pg_extension where extname = 'vector'"))[0]?.v}`;
  });

  await db.exec(`
    select platform.install_team('{"team_id":"T1","name":"A"}'), platform.install_team('{"team_id":"T2","name":"B"}');
    insert into content.jobs (id, type, brief, team_id, requester_id, channel_id, thread_ts, idempotency_key)
    select j.id, 'knowledge', '{}', j.team, 'ana', 'C1', j.id, j.id from (values ('j1', 'T1'), ('j2', 'T2'), ('j3', 'T1')) j(id, team);
    update content.jobs set status = 'running', fence = 1, leased_until = now() + interval '1 day', worker = 'w'`);
  const store = async (job: string, text: string, scope = 'team') => {
    const document = { scope, kind: 'url', title: text.slice(0, 20), language: 'en', url: text, text };
    const stored = await call<{ document_id: string }>('content.store_document($1, 1, $2)', job, document);
    return stored.document_id;
  };
  const unembedded = (job: string, document: string | null, model = MODEL) =>
    call<{ id: string; text: string }[]>('content.passages_to_embed($1, 1, $2, $3)', job, document, model);
  const embed = async (job: string, document: string, embedding: number[], model = MODEL) => {
    const passages = await unembedded(job, document, model);
    const put = passages.map(({ id }) => ({ passage_id: id, embedding }));
    await rows('select content.put_embeddings($1, 1, $2, $3)', [job, model, JSON.stringify(put)]);
    return passages.length;
  };

  const alloy = await store('j1', 'The alloy of the screw holds vanadium.');
  const rinse = await store('j1', 'Detergent is rinsed off with water.');
  const soup = await store('j1', 'Onions are fried before the broth.');
  const plain = await store('j1', 'Screw threads are measured.');

  yield await check('passages are handed out until they have an embedding', async () => {
    assert.deepEqual(
      (await unembedded('j1', alloy)).map((p) => p.id),
      [`${alloy}#0`],
    );
    assert.equal((await unembedded('j1', null)).length, 4);
    assert.equal(await embed('j1', alloy, meaning.metals), 1);
    assert.equal(await embed('j1', rinse, meaning.cleaning), 1);
    assert.equal(await embed('j1', soup, meaning.cooking), 1);
    assert.deepEqual(await unembedded('j1', alloy), []);
    assert.equal((await unembedded('j1', alloy, 'another')).length, 1);
    assert.equal((await unembedded('j1', null)).length, 1);
  });
  yield await check('what has no word of the query is found by its meaning', async () => {
    assert.deepEqual(ids(await search('titânio', null)), []);
    const found = await search('titânio', [1, 0, 0]);
    assert.deepEqual(ids(found), [alloy]);
    assert.deepEqual(found.matched, []);
    assert.deepEqual(found.terms, ['titânio']);
  });
  yield await check('both orders are fused: found by words and meaning is first', async () => {
    const found = await search('screw', [1, 0, 0]);
    assert.deepEqual(ids(found).slice(0, 2), [alloy, plain]);
    const byWords = ids(await search('screw', null)).indexOf(alloy) + 1;
    assert.equal(found.passages[0]?.rank.toFixed(6), (1 / 61 + 1 / (60 + byWords)).toFixed(6));
    assert.deepEqual(found.matched, ['screw']);
  });
  yield await check('what is far in meaning is not there', async () => {
    assert.ok(!ids(await search('xyzzyx', [1, 0, 0])).includes(soup));
    assert.deepEqual(ids(await search('xyzzyx', [-1, -1, -1])), []);
  });
  yield await check('another team, a removed document and a page of another job stay out', async () => {
    const page = await store('j3', 'A page on brass.', 'job');
    await embed('j3', page, meaning.metals);
    assert.deepEqual(ids(await search('titânio', [1, 0, 0])), [alloy]);
    assert.deepEqual(ids(await search('titânio', [1, 0, 0], { job: 'j3' })).sort(), [alloy, page].sort());
    assert.deepEqual(ids(await search('titânio', [1, 0, 0], { team: 'T2' })), []);
    await rows('update content.documents set removed_at = now() where id = $1', [alloy]);
    assert.deepEqual(ids(await search('titânio', [1, 0, 0])), []);
    await rows('update content.documents set removed_at = null where id = $1', [alloy]);
  });
  yield await check('a job gives no embeddings to passages of another team', async () => {
    const put = JSON.stringify([{ passage_id: `${plain}#0`, embedding: [9, 9, 9] }]);
    await rows('select content.put_embeddings($1, 1, $2, $3)', ['j2', MODEL, put]);
    assert.equal((await unembedded('j1', plain)).length, 1);
    assert.deepEqual(await unembedded('j2', plain), []);
  });
  yield await check(
    'another model with other dimensions takes over, and neither disturbs the other',
    async () => {
      await db.exec(`update content.embeddings set created_at = created_at - interval '1 minute'`);
      await embed('j1', rinse, [1, 0], 'toy-2');
      assert.deepEqual(ids(await search('titânio', [1, 0])), [rinse]);
      assert.deepEqual(ids(await search('titânio', [1, 0, 0])), []);
    },
  );
  yield await check('a document takes its embeddings with it', async () => {
    await rows('delete from content.documents where id = $1', [soup]);
    const left = await rows('select from content.embeddings where passage_id = $1', [`${soup}#0`]);
    assert.equal(left.length, 0);
  });
  yield await check('the owner alone has a right on the embeddings', async () => {
    const [table] = await rows(
      `select c.relrowsecurity as rls, (select count(*)::int from aclexplode(c.relacl) a where a.grantee <> c.relowner) as others
       from pg_class c where c.oid = 'content.embeddings'::regclass`,
    );
    assert.deepEqual(table, { rls: true, others: 0 });
  });
  yield await check('20,000 passages of 1,536 dimensions are compared in', async () => {
    await db.exec(`
      insert into content.documents (team_id, title, language, text, sha256, added_by)
      select 'T2', 'd' || n, 'en', 'x', 'big' || n, 'seed' from generate_series(1, 200) n;
      insert into content.passages (id, document_id, ordinal, start_at, end_at, title, language, text)
      select d.id || '#' || n, d.id, n, 0, 1, 'd', 'en', 'x' from content.documents d cross join generate_series(1, 100) n where d.sha256 like 'big%';
      insert into content.embeddings (passage_id, model, embedding)
      select p.id, 'big', (select array_agg(random() - 0.5) from generate_series(1, 1536) where p.id is not null)::extensions.vector
      from content.passages p join content.documents d on d.id = p.document_id where d.sha256 like 'big%'`);
    const query = Array.from({ length: 1536 }, (_, n) => Math.sin(n));
    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      const before = performance.now();
      await search('xyzzyx', query, { team: 'T2' });
      times.push(performance.now() - before);
    }
    return `${Math.round(times.sort((a, b) => a - b)[2] ?? Number.NaN)} ms (WebAssembly)`;
  });
  await db.close();
}
