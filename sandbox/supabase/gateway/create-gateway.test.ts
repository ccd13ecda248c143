import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createClient } from '@supabase/supabase-js';
import { SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { hs256, signClaims } from '../../../platform/role-token.ts';
import { makeSigningKey, useDatabase } from '../../../testing/database/database.ts';
import { MAX_BODY_BYTES } from './create-gateway.ts';

const db = useDatabase();
const now = () => Math.floor(Date.now() / 1000);
const roles = ['anon', 'service_role', 'greenlight_bot', 'greenlight_agent', 'greenlight_governor'];

const signed = (role: string) => db.sign({ role, exp: now() + 60 });

function clientWith(token: string | undefined) {
  return createClient(db.url, db.publishableKey, {
    ...(token ? { accessToken: async () => token } : {}),
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: db.fetch },
  });
}

async function rpc(fn: string, args: object = {}, role = 'greenlight_bot', schema = 'content') {
  const token = role === 'anon' ? undefined : await signed(role);
  return clientWith(token).schema(schema).rpc(fn, args);
}

async function raw(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
  const headers = { apikey: db.publishableKey, ...init.headers };
  const answer = await db.fetch(`${db.url}${path}`, { method: 'POST', ...init, headers });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : undefined };
}

/** Makes functions in schema content that every API role may call. */
const define = (sql: string) => db.owner.query(sql);

beforeAll(async () => {
  await define(`
    grant usage on schema content to ${roles.join(', ')};
    alter default privileges in schema content grant execute on functions to ${roles.join(', ')};
    create function content.whoami() returns jsonb language sql stable as $$
      select jsonb_build_object('role', current_user, 'claims', current_setting('request.jwt.claims')::jsonb) $$;
    create function content.slow_whoami() returns text language plpgsql as $$
      begin perform pg_sleep(random() * 0.02); return current_user; end $$;
    create function content.echo(p jsonb) returns jsonb language sql immutable as $$ select p $$;
    create function content.echo_text(p text) returns text language sql immutable as $$ select p $$;
    create function content.kind(p jsonb) returns text language sql immutable as $$ select jsonb_typeof(p) $$;
    create function content.add(p_a bigint, p_b bigint default 1) returns bigint language sql immutable as $$
      select p_a + p_b $$;
    create function content.names(p text[]) returns setof text language sql immutable as $$ select unnest(p) $$;
    create function content.pairs() returns table (a int, b text) language sql immutable as $$
      values (1, 'x'), (2, null) $$;
    create function content.pair(out a int, out b text) language sql immutable as $$ select 1, 'x'::text $$;
    create function content.nothing() returns void language sql as $$ select 1 $$;
    create function content.fail(p_state text) returns void language plpgsql as $$
      begin raise exception using errcode = p_state, message = 'no', detail = 'why', hint = 'do this'; end $$;
    create function content.sleep(p_seconds float) returns void language sql
      set statement_timeout = '100ms' as $$ select pg_sleep(p_seconds) $$;
  `);
});

describe('answers', () => {
  test('scalars, rows, sets, out arguments and void have the shapes of PostgREST', async () => {
    expect(await rpc('add', { p_a: 1 })).toMatchObject({ status: 200, data: 2 });
    expect(await rpc('pair')).toMatchObject({ data: { a: 1, b: 'x' } });
    const pairs = [
      { a: 1, b: 'x' },
      { a: 2, b: null },
    ];
    expect(await rpc('pairs')).toMatchObject({ data: pairs });
    expect(await rpc('names', { p: ['a,b', 'q"uote', ''] })).toMatchObject({ data: ['a,b', 'q"uote', ''] });
    expect(await rpc('names', { p: [] })).toMatchObject({ data: [] });
    expect(await rpc('nothing')).toMatchObject({ status: 204, data: null, error: null });
    expect(await rpc('echo', { p: null })).toMatchObject({ status: 200, data: null });
  });

  test('jsonb goes in and out as it is, and stays an object', async () => {
    const value = { a: [1, { b: 'çã "😀" \\ \n' }, null, true], c: {}, d: 1.5 };
    expect((await rpc('echo', { p: value })).data).toEqual(value);
    expect((await rpc('kind', { p: value })).data).toBe('object');
    expect((await rpc('kind', { p: 'text' })).data).toBe('string');
  });

  test('200 kB of base64 come back exactly', async () => {
    const base64 = randomBytes(150_000).toString('base64');
    expect((await rpc('echo_text', { p: base64 })).data).toBe(base64);
    expect((await rpc('echo', { p: { base64 } })).data).toEqual({ base64 });
  });

  test('a bigint beyond 2^53 stays exact', async () => {
    const headers = { authorization: `Bearer ${await signed('greenlight_bot')}` };
    const answer = await db.fetch(`${db.url}/rest/v1/rpc/add`, {
      method: 'POST',
      headers: { apikey: db.publishableKey, ...headers },
      body: '{"p_a": 9007199254740993}',
    });
    expect(await answer.text()).toBe('9007199254740994');
  });

  test('finds a function that was made, and one that changed, after the catalog was read', async () => {
    expect((await rpc('late')).error?.code).toBe('PGRST202');
    await define('create function content.late() returns int language sql as $$ select 1 $$');
    expect((await rpc('late')).data).toBe(1);
    await define('drop function content.late()');
    expect((await rpc('late')).status).toBe(404);
    await define('create function content.late(p_n int) returns int language sql as $$ select p_n $$');
    expect((await rpc('late', { p_n: 3 })).data).toBe(3);
  });

  test('runs the overload that takes the given arguments', async () => {
    await define(`
      create function content.over(p_a int) returns text language sql as $$ select 'a' $$;
      create function content.over(p_a int, p_b int) returns text language sql as $$ select 'b' $$;
      create function content.over(p_c bigint, p_d bigint default 1) returns text language sql as $$ select 'c' $$;
      create function content.over(p_c bigint, p_d text default '') returns text language sql as $$ select 'd' $$;
    `);
    expect((await rpc('over', { p_a: 1 })).data).toBe('a');
    expect((await rpc('over', { p_a: 1, p_b: 1 })).data).toBe('b');
    expect(await rpc('over', { p_c: 1 })).toMatchObject({ status: 300, error: { code: 'PGRST203' } });
  });
});

describe('errors', () => {
  test.each([
    ['PT409', 409],
    ['PT418', 418],
    ['P0001', 400],
    ['P0002', 500],
    ['23505', 409],
    ['23503', 409],
    ['23514', 400],
    ['22023', 400],
    ['40001', 500],
    ['42501', 403],
    ['57014', 500],
    ['53300', 503],
  ])('sqlstate %s becomes status %i, with code, message, details and hint', async (state, status) => {
    expect(await rpc('fail', { p_state: state })).toMatchObject({
      status,
      error: { code: state, message: 'no', details: 'why', hint: 'do this' },
    });
  });

  test('an argument of the wrong type, a wrong name and a missing one are told apart from a fault', async () => {
    expect(await rpc('add', { p_a: 'x' })).toMatchObject({ status: 400, error: { code: '22P02' } });
    expect(await rpc('add', { p_a: 1, p_x: 2 })).toMatchObject({
      status: 404,
      error: {
        code: 'PGRST202',
        message: 'Could not find the function content.add(p_a, p_x) in the schema cache',
      },
    });
    expect(await rpc('add', { p_b: 1 })).toMatchObject({ status: 404, error: { code: 'PGRST202' } });
    expect(await rpc('echo', { p: '\u0000' })).toMatchObject({ status: 400, error: { code: '22P05' } });
  });

  test('an argument name cannot carry SQL', async () => {
    const name = 'p" int); drop table content.jobs; --';
    expect(await rpc('echo', { [name]: 1 })).toMatchObject({ status: 404, error: { code: 'PGRST202' } });
    await define(`create function content.odd("a "" b" int) returns int language sql as $$ select $1 $$`);
    expect((await rpc('odd', { 'a " b': 5 })).data).toBe(5);
  });

  test('only the schemas of the API are served', async () => {
    for (const schema of ['public', 'extensions', 'pg_catalog', 'supabase_migrations']) {
      expect(await rpc('whoami', {}, 'greenlight_bot', schema)).toMatchObject({
        status: 406,
        error: {
          code: 'PGRST106',
          message: `Invalid schema: ${schema}`,
          hint: 'Only the following schemas are exposed: content, outreach, platform',
        },
      });
    }
    expect((await rpc('no_such', {}, 'greenlight_bot', 'outreach')).error?.message).toContain(
      'outreach.no_such',
    );
  });

  test('tables, other paths and other methods are not served', async () => {
    expect(await raw('/rest/v1/jobs')).toMatchObject({ status: 404, body: { code: 'PGRST125' } });
    expect(await raw('/auth/v1/token')).toMatchObject({ status: 404 });
    const get = await raw('/rest/v1/rpc/whoami', { method: 'GET' });
    expect(get).toMatchObject({ status: 405, body: { code: 'PGRST101' } });
  });

  test('a body that is no JSON object is refused', async () => {
    for (const body of ['{', '[1]', '"x"', 'null']) {
      expect(await raw('/rest/v1/rpc/echo', { body })).toMatchObject({
        status: 400,
        body: { code: 'PGRST102' },
      });
    }
  });

  test('a body beyond the limit is refused', async () => {
    const body = JSON.stringify({ p: 'x'.repeat(MAX_BODY_BYTES) });
    expect(await raw('/rest/v1/rpc/echo', { body })).toMatchObject({ status: 413 });
  });

  test("a function's own statement timeout binds the call", async () => {
    expect(await rpc('sleep', { p_seconds: 20 })).toMatchObject({ status: 500, error: { code: '57014' } });
    expect(await rpc('sleep', { p_seconds: 0 })).toMatchObject({ status: 204 });
  });

  test('a failed call leaves nothing behind on its connection', async () => {
    await Promise.all(Array.from({ length: 20 }, () => rpc('fail', { p_state: 'P0001' })));
    const left = await db.owner.query(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and usename = 'authenticator' and state <> 'idle'`,
    );
    expect(left.rows).toEqual([{ n: 0 }]);
    expect((await rpc('whoami', {}, 'anon')).data).toMatchObject({ role: 'anon' });
  });

  test('an aborted call rejects at once and its outcome stays open, as over a network', async () => {
    const abort = new AbortController();
    const call = clientWith(await signed('greenlight_bot')).schema('content');
    const answer = call.rpc('sleep', { p_seconds: 0.05 }).abortSignal(abort.signal);
    abort.abort();
    expect(await answer).toMatchObject({ status: 0, data: null });
  });
});

describe('callers', () => {
  const whoami = (headers: Record<string, string>) => raw('/rest/v1/rpc/whoami', { headers });
  const bearer = (token: string) => whoami({ authorization: `Bearer ${token}` });

  test('a token gives its role and its claims, no token gives anon', async () => {
    const exp = now() + 60;
    const token = await db.sign({ role: 'greenlight_agent', exp, sub: 'a' });
    expect((await bearer(token)).body).toEqual({
      role: 'greenlight_agent',
      claims: { role: 'greenlight_agent', exp, sub: 'a' },
    });
    expect((await whoami({})).body.role).toBe('anon');
    expect((await bearer(db.publishableKey)).body.role).toBe('anon');
  });

  test('without the right api key a good token opens nothing', async () => {
    const authorization = `Bearer ${await signed('greenlight_bot')}`;
    expect(await whoami({ apikey: '', authorization })).toMatchObject({ status: 401 });
    expect(await whoami({ apikey: 'sb_publishable_other', authorization })).toMatchObject({ status: 401 });
  });

  test('a forged, expired, unsigned, early or broken token is refused', async () => {
    const claims = { role: 'greenlight_bot', exp: now() + 60 };
    const good = await db.sign(claims);
    const [head, , signature] = good.split('.');
    const altered = Buffer.from(JSON.stringify({ ...claims, role: 'service_role' })).toString('base64url');
    const expired = await db.sign({ ...claims, exp: now() - 60 });
    const refused: [string, string][] = [
      [await signClaims(hs256('another secret of at least 32 bytes!'), claims), 'PGRST301'],
      [`${head}.${altered}.${signature}`, 'PGRST301'],
      [new UnsecuredJWT(claims).encode(), 'PGRST301'],
      [expired, 'PGRST303'],
      [await db.sign({ ...claims, nbf: now() + 60 }), 'PGRST303'],
      ['not.a.token', 'PGRST301'],
    ];
    for (const [token, code] of refused) {
      expect(await bearer(token)).toMatchObject({ status: 401, body: { code } });
    }
    expect((await bearer(expired)).body.message).toBe('JWT expired');
  });

  test('a token of an ES256 key is taken by its kid, and one of another key, without kid or forged is refused', async () => {
    const claims = { role: 'greenlight_bot', exp: now() + 60 };
    const ours = await signClaims(db.signingKey, { ...claims, role: 'greenlight_agent' });
    expect((await bearer(ours)).body.role).toBe('greenlight_agent');
    const { key: privateKey, kid, publicKey } = db.signingKey;
    const other = makeSigningKey();
    const es256 = (header: object, key = privateKey) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', ...header }).sign(key);
    expect((await bearer(await es256({ kid }))).status).toBe(200);
    const refused = [
      await es256({}),
      await es256({ kid: other.kid }),
      await es256({ kid }, other.key),
      await signClaims(other, claims),
      // The public key is public: it must not pass as an HMAC secret.
      await signClaims(hs256(JSON.stringify(publicKey)), claims),
    ];
    for (const token of refused) {
      expect(await bearer(token)).toMatchObject({ status: 401, body: { code: 'PGRST301' } });
    }
    const expired = await signClaims(db.signingKey, { ...claims, exp: now() - 60 });
    expect(await bearer(expired)).toMatchObject({ status: 401, body: { code: 'PGRST303' } });
  });

  test('a signed token cannot become a login role, the owner, a superuser or nobody', async () => {
    for (const role of ['postgres', 'supabase_admin', 'pg_read_all_data']) {
      expect(await bearer(await signed(role))).toMatchObject({ status: 403, body: { code: '42501' } });
    }
    for (const role of ['none', 'authenticator', '', 'no_such_role', 'anon"; set role postgres; --']) {
      expect((await bearer(await signed(role))).status).toBe(401);
    }
    expect((await bearer(await db.sign({ role: ['postgres'], exp: now() + 60 }))).status).toBe(401);
  });

  test('a function that is not granted to the role is refused, and anon is told to log in', async () => {
    await define(`
      create function content.only_bot() returns int language sql as $$ select 1 $$;
      revoke execute on function content.only_bot() from public, ${roles.join(', ')};
      grant execute on function content.only_bot() to greenlight_bot;
    `);
    expect((await rpc('only_bot')).data).toBe(1);
    for (const role of ['greenlight_agent', 'greenlight_governor', 'service_role']) {
      expect(await rpc('only_bot', {}, role)).toMatchObject({ status: 403, error: { code: '42501' } });
    }
    expect(await rpc('only_bot', {}, 'anon')).toMatchObject({ status: 401, error: { code: '42501' } });
  });

  test('a migration that forgets to revoke is open to anon here, as on an older hosted project', async () => {
    await define(`
      create schema forgotten;
      create table forgotten.secrets (n int);
      create function forgotten.leak() returns int language sql as $$ select 1 $$;
    `);
    const { rows } = await db.owner.query(`
      select has_schema_privilege('anon', 'forgotten', 'usage') as usage,
        has_table_privilege('anon', 'forgotten.secrets', 'select') as reads,
        has_function_privilege('anon', 'forgotten.leak()', 'execute') as calls`);
    expect(rows).toEqual([{ usage: true, reads: true, calls: true }]);
  });

  test('five roles in flight never mix', async () => {
    const tokens = await Promise.all(roles.map((role) => (role === 'anon' ? undefined : signed(role))));
    const calls = Array.from({ length: 300 }, (_, i) => i % roles.length);
    const seen = await Promise.all(
      calls.map(async (i) => (await clientWith(tokens[i]).schema('content').rpc('slow_whoami')).data),
    );
    expect(seen).toEqual(calls.map((i) => roles[i]));
  });

  test("a role's own settings come along", async () => {
    await define(`
      create function content.lock_timeout() returns text language sql as $$
        select current_setting('lock_timeout') $$;
      alter role greenlight_governor in database ${await databaseName()} set lock_timeout = '1234ms';
    `);
    expect((await rpc('lock_timeout', {}, 'greenlight_bot')).data).toBe('8s');
    expect((await rpc('lock_timeout', {}, 'greenlight_governor')).data).toBe('1234ms');
  });

  test('token() mints for the parts only, and a token ends', async () => {
    expect((await bearer(await db.token('greenlight_governor'))).body.role).toBe('greenlight_governor');
    // @ts-expect-error A caller without types.
    expect(() => db.token('postgres')).toThrow('accepted: greenlight_bot, greenlight_agent');
    expect(() => db.token('greenlight_bot', 0)).toThrow(RangeError);
  });
});

describe('concurrent claims', () => {
  test('eight at a time never take one row twice, and leave none', async () => {
    await define(`
      create table content.tickets (id int primary key, taken boolean not null default false);
      insert into content.tickets select generate_series(1, 200);
      create function content.take(p_limit int) returns setof int
      language sql security definer set search_path = '' as $$
        update content.tickets set taken = true where id = any(array(
          select t.id from content.tickets t where not t.taken order by t.id limit p_limit for update skip locked))
        returning id $$;
    `);
    const taken: number[] = [];
    const take = async () => {
      for (;;) {
        const { data, error } = await rpc('take', { p_limit: 3 }, 'greenlight_agent');
        if (error || data.length === 0) return error;
        taken.push(...data);
      }
    };
    expect(await Promise.all(Array.from({ length: 8 }, take))).toEqual(Array(8).fill(null));
    expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  });
});

describe('over HTTP', () => {
  test('another process reaches the same gateway at /rest/v1/, and nothing else', async () => {
    const server = createServer((req, res) => {
      if (!db.handle(req, res)) res.writeHead(418).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const client = createClient(origin, db.publishableKey, { accessToken: () => signed('greenlight_bot') });
    const base64 = randomBytes(150_000).toString('base64');
    expect((await client.schema('content').rpc('echo', { p: { base64 } })).data).toEqual({ base64 });
    expect(await client.schema('content').rpc('nothing')).toMatchObject({ status: 204 });
    expect(await client.schema('content').rpc('fail', { p_state: 'PT409' })).toMatchObject({
      status: 409,
      error: { code: 'PT409', details: 'why' },
    });
    expect(await client.schema('public').rpc('whoami')).toMatchObject({ error: { code: 'PGRST106' } });
    expect((await fetch(`${origin}/other`)).status).toBe(418);
    const large = JSON.stringify({ p: 'x'.repeat(MAX_BODY_BYTES) });
    expect((await client.schema('content').rpc('echo', { p: large })).error).not.toBeNull();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

async function databaseName(): Promise<string> {
  return String((await db.owner.query('select current_database() as name')).rows[0]?.name);
}
