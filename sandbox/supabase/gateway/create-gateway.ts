import { Pool } from 'pg';
import type { Log } from '../../../platform/log.ts';
import { watchPool } from '../watch-pool.ts';
import { callFunction } from './call-function.ts';
import { Refusal } from './errors.ts';
import { createFunctionCatalog } from './function-catalog.ts';
import { type VerificationKeys, verifyCaller } from './verify-caller.ts';

export interface Gateway {
  /** supabase-js' `fetch`. */
  fetch: typeof globalThis.fetch;
  close(): Promise<void>;
}

interface GatewayOptions {
  /** Connection as `authenticator`, which may assume the API roles and nothing else. */
  connectionString: string;
  keys: VerificationKeys;
  log: Log;
}

/** The schemas of the API, as a hosted project has to expose them; the first is the one without a header. */
const exposedSchemas = ['content', 'outreach', 'platform'] as const;

/** A file of 4 MB is 5.6 MB in base64. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;
const CONNECTIONS = 10;
const CONNECT_MS = 10_000;

/**
 * The part of PostgREST that is used here, `POST /rest/v1/rpc/<function>`, with its wire shapes.
 *
 * Tables are not served at all: every read and write is a SQL function.
 */
export function createGateway(options: GatewayOptions): Gateway {
  const pool = new Pool({
    connectionString: options.connectionString,
    max: CONNECTIONS,
    pipeline: true,
    connectionTimeoutMillis: CONNECT_MS,
    // An idle sandbox holds one connection's memory, not ten.
    idleTimeoutMillis: 30_000,
  });
  const close = watchPool(pool, 'gateway_connection_lost', options.log);
  const catalog = createFunctionCatalog(pool, exposedSchemas);

  const answer = async (request: Request): Promise<Response> => {
    try {
      const caller = await verifyCaller(request.headers, options.keys);
      const { schema, name } = requested(request);
      const { body, given } = await readArguments(request);
      const json = await callFunction(pool, catalog, { schema, name, caller, body, given });
      if (json === undefined) return new Response(null, { status: 204 });
      return new Response(json, { headers: { ...jsonType, 'content-profile': schema } });
    } catch (error) {
      if (error instanceof Refusal) return refuse(error);
      options.log.error('gateway_failed', { error });
      return refuse(new Refusal(500, 'PGRSTX00', 'Internal error of the gateway'));
    }
  };
  return {
    fetch: (input, init) => {
      const request = new Request(input, init);
      return untilAborted(answer(request), request.signal);
    },
    close,
  };
}

function requested(request: Request): { schema: string; name: string } {
  const name = /^\/rest\/v1\/rpc\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1];
  if (!name) throw new Refusal(404, 'PGRST125', 'Invalid path specified in request URL');
  if (request.method !== 'POST') {
    throw new Refusal(405, 'PGRST101', `Cannot use the ${request.method} method on RPC`);
  }
  const schema = request.headers.get('content-profile') ?? exposedSchemas[0];
  if (!(exposedSchemas as readonly string[]).includes(schema)) {
    throw new Refusal(406, 'PGRST106', `Invalid schema: ${schema}`, {
      hint: `Only the following schemas are exposed: ${exposedSchemas.join(', ')}`,
    });
  }
  const accept = request.headers.get('accept') ?? '*/*';
  if (!/(^|[,\s])(\*\/\*|application\/(json|\*))/.test(accept)) {
    throw new Refusal(406, 'PGRST107', `None of these media types are available: ${accept}`);
  }
  return { schema, name: decodeURIComponent(name) };
}

async function readArguments(request: Request): Promise<{ body: string; given: string[] }> {
  const body = await readBody(request);
  if (body.trim() === '') return { body: '', given: [] };
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new Refusal(400, 'PGRST102', 'Empty or invalid json');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Refusal(400, 'PGRST102', 'The arguments of a function must be one JSON object');
  }
  return { body, given: Object.keys(value) };
}

async function readBody(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Counted while it comes: a length header may lie or be absent.
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) {
      throw new Refusal(413, '', `The body is larger than ${MAX_BODY_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const jsonType = { 'content-type': 'application/json; charset=utf-8' };

function refuse({ status, code, message, details, hint }: Refusal): Response {
  // The front door's own refusals have no code, as hosted's.
  const body = code ? { code, message, details, hint } : { message, hint };
  const headers = { ...jsonType, ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}) };
  return new Response(JSON.stringify(body), { status, headers });
}

/** As over a network: the caller goes, the call goes on, and its outcome is not known to the caller. */
function untilAborted(answer: Promise<Response>, signal: AbortSignal): Promise<Response> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
