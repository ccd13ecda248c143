import { DatabaseError, Pool, type PoolClient } from 'pg';
import { z } from 'zod';
import type { Log } from '../../../platform/log.ts';
import { Refusal } from '../gateway/errors.ts';
import { type Caller, type VerificationKeys, verifyCaller } from '../gateway/verify-caller.ts';
import { watchPool } from '../watch-pool.ts';

interface StorageOptions {
  /** Connection as `authenticator`. */
  connectionString: string;
  keys: VerificationKeys;
  log: Log;
}

const CONNECTIONS = 4;
/** Beyond it nothing is read; a bucket's own limit is smaller. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** As Supabase Storage answers a failure: the true status stands in the body, HTTP says 400. */
class StorageRefusal extends Error {
  readonly status: number;
  readonly error: string;
  constructor(status: number, error: string, message: string) {
    super(message);
    this.status = status;
    this.error = error;
  }
}

/**
 * A stand-in of Supabase Storage: uploads without overwriting, downloads, removals and a bucket's settings, each decided by the
 * policies of `storage.objects` and `storage.buckets` as the caller's role. Nothing else of it is served.
 */
export function createStorage({ connectionString, keys, log }: StorageOptions) {
  const pool = new Pool({ connectionString, max: CONNECTIONS, idleTimeoutMillis: 30_000 });
  const close = watchPool(pool, 'storage_connection_lost', log);
  const answer = async (request: Request): Promise<Response> => {
    try {
      const caller = await verifyCaller(request.headers, keys);
      return await inTransaction(pool, (client) => route(client, caller, request));
    } catch (error) {
      if (error instanceof StorageRefusal) return refused(error);
      if (error instanceof Refusal) return refused(new StorageRefusal(403, 'Unauthorized', error.message));
      if (error instanceof DatabaseError && error.code === '42501')
        return refused(new StorageRefusal(403, 'Unauthorized', error.message));
      if (error instanceof DatabaseError && error.code === '23505')
        return refused(new StorageRefusal(409, 'Duplicate', 'The resource already exists'));
      log.error('storage_failed', { error });
      return refused(new StorageRefusal(500, 'Internal', 'Internal Server Error'), 500);
    }
  };
  return { fetch: (request: Request) => answer(request), close };
}

async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}

async function route(client: PoolClient, caller: Caller, request: Request): Promise<Response> {
  const path = decodeURIComponent(new URL(request.url).pathname);
  const [, kind, bucket = '', name] = /^\/storage\/v1\/(object|bucket)\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
  const call = `${request.method} ${kind}${name === undefined ? '' : ' name'}`;
  if (call === 'POST object name') return upload(client, caller, request, bucket, name ?? '');
  if (call === 'GET object name') return download(client, caller, bucket, name ?? '');
  if (call === 'DELETE object') return remove(client, caller, request, bucket);
  if (call === 'GET bucket') return readBucket(client, caller, bucket);
  throw new StorageRefusal(
    404,
    'not_found',
    `The stand-in of Storage does not serve ${request.method} ${path}`,
  );
}

const asRole = (client: PoolClient, { role, claims }: Caller) =>
  client.query(`select set_config('request.jwt.claims', $1, true), set_config('role', $2, true)`, [
    JSON.stringify(claims),
    role,
  ]);

async function upload(
  client: PoolClient,
  caller: Caller,
  request: Request,
  bucket: string,
  name: string,
): Promise<Response> {
  const bytes = await readBody(request);
  const mime = request.headers.get('content-type') ?? 'application/octet-stream';
  const { rows } = await client.query<{ limit: string | null; mimes: string[] | null }>(
    'select b.file_size_limit as limit, b.allowed_mime_types as mimes from storage.stand_in_bucket($1) b where b.id is not null',
    [bucket],
  );
  const [limits] = rows;
  if (!limits) throw new StorageRefusal(404, 'Bucket not found', 'Bucket not found');
  if (limits.limit !== null && bytes.length > Number(limits.limit))
    throw new StorageRefusal(413, 'Payload too large', 'The object exceeded the maximum allowed size');
  if (limits.mimes && !limits.mimes.includes(mime))
    throw new StorageRefusal(415, 'invalid_mime_type', `mime type ${mime} is not supported`);
  if (request.headers.get('x-upsert') === 'true')
    throw new StorageRefusal(403, 'Unauthorized', 'new row violates row-level security policy');
  await asRole(client, caller);
  await client.query(
    'insert into storage.objects (bucket_id, name, owner_id, metadata) values ($1, $2, $3, $4)',
    [bucket, name, caller.claims.sub ?? null, JSON.stringify({ size: bytes.length, mimetype: mime })],
  );
  await client.query('reset role');
  await client.query('select storage.stand_in_keep($1, $2, $3)', [bucket, name, bytes]);
  return Response.json({ Id: name, Key: `${bucket}/${name}` });
}

async function download(client: PoolClient, caller: Caller, bucket: string, name: string): Promise<Response> {
  await asRole(client, caller);
  const { rows } = await client.query<{ id: string; mime: string }>(
    `select id, metadata ->> 'mimetype' as mime from storage.objects where bucket_id = $1 and name = $2`,
    [bucket, name],
  );
  const [found] = rows;
  if (!found) throw new StorageRefusal(404, 'not_found', 'Object not found');
  await client.query('reset role');
  const read = await client.query<{ bytes: Buffer }>('select storage.stand_in_read($1) as bytes', [found.id]);
  return new Response(new Uint8Array(read.rows[0]?.bytes ?? []), { headers: { 'content-type': found.mime } });
}

async function remove(
  client: PoolClient,
  caller: Caller,
  request: Request,
  bucket: string,
): Promise<Response> {
  const { prefixes } = z.object({ prefixes: z.array(z.string()) }).parse(await request.json());
  await asRole(client, caller);
  // What a policy hides is as if it were not there.
  const { rows } = await client.query<{ name: string }>(
    'delete from storage.objects where bucket_id = $1 and name = any($2) returning name',
    [bucket, prefixes],
  );
  return Response.json(rows.map(({ name }) => ({ bucket_id: bucket, name })));
}

async function readBucket(client: PoolClient, caller: Caller, bucket: string): Promise<Response> {
  await asRole(client, caller);
  const { rows } = await client.query('select * from storage.buckets where id = $1', [bucket]);
  if (!rows[0]) throw new StorageRefusal(404, 'Bucket not found', 'Bucket not found');
  return Response.json(rows[0]);
}

async function readBody(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES)
      throw new StorageRefusal(413, 'Payload too large', 'The object exceeded the maximum allowed size');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refused({ status, error, message }: StorageRefusal, http = 400): Response {
  return Response.json({ statusCode: String(status), error, message }, { status: http });
}
