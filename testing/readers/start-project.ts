import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import type { TestDatabase } from '../database/database.ts';
import { HANG_MS } from '../hang-ms.ts';

const library = join(createRequire(import.meta.url).resolve('@supabase/supabase-js'), '../umd/supabase.js');
const KEY = 'sb_publishable_test';
const LOOK_MS = 50;
const NAME = /^[a-z_]+$/;

interface Claims {
  role: string;
  sub?: string;
}

/**
 * A stand-in of the parts of a Supabase project that a front end of the team meets: sign-in by password, reads of views of schema
 * `readers` as the role of the token, and private broadcasts, joined as the policy of `realtime.messages` lets it.
 *
 * @param page The HTML file that is served, with its placeholders filled in.
 */
export async function startProject(
  database: TestDatabase,
  page: string,
  signIns: Record<string, { id: string; password: string }>,
) {
  const tokens = new Map<string, Claims>();
  const as = async (claims: Claims, sql: string, more: Record<string, string> = {}) => {
    const settings = Object.entries({ ...more, 'request.jwt.claims': JSON.stringify(claims) });
    const set = settings.map(([name, value]) => `select set_config('${name}', '${value}', true);`).join('');
    try {
      return (await database.owner.query(`begin; ${set} set local role ${claims.role}; ${sql}`)).rows;
    } finally {
      await database.owner.query('rollback');
    }
  };
  const claimsOf = (req: IncomingMessage): Claims => {
    const token = req.headers.authorization?.replace(/^Bearer /, '') ?? '';
    return tokens.get(token) ?? { role: 'anon' };
  };

  async function answer(req: IncomingMessage, url: URL): Promise<[number, unknown]> {
    if (url.pathname === '/auth/v1/token') {
      const { email, password } = JSON.parse(await bodyOf(req));
      const found = signIns[email];
      if (!found || found.password !== password)
        return [400, { code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' }];
      const claims = { role: 'authenticated', sub: found.id };
      const token = await database.sign({ ...claims, exp: Math.floor(Date.now() / 1000) + 3600 });
      tokens.set(token, claims);
      const user = {
        id: found.id,
        aud: 'authenticated',
        role: 'authenticated',
        email,
        app_metadata: {},
        user_metadata: {},
      };
      return [
        200,
        { access_token: token, token_type: 'bearer', expires_in: 3600, refresh_token: randomUUID(), user },
      ];
    }
    const profile = req.headers[req.method === 'GET' ? 'accept-profile' : 'content-profile'];
    if (profile !== 'readers') return [406, { code: 'PGRST106', message: `Invalid schema: ${profile}` }];
    if (url.pathname === '/rest/v1/rpc/topic') {
      const [row] = await as(claimsOf(req), 'select readers.topic() as topic');
      return [200, row?.topic ?? null];
    }
    const view = url.pathname.slice('/rest/v1/'.length);
    const columns = (url.searchParams.get('select') ?? '').split(',');
    const [order, direction] = (url.searchParams.get('order') ?? '').split('.');
    if (![view, ...columns, order || 'x'].every((name) => NAME.test(name)))
      return [400, { message: url.search }];
    const sort = order ? `order by ${order} ${direction === 'desc' ? 'desc' : 'asc'}` : '';
    const limit = Number(url.searchParams.get('limit') ?? 1000);
    const sql = `select coalesce(json_agg(t), '[]') as rows from (select ${columns.join(', ')} from readers.${view} ${sort} limit ${limit}) t`;
    const [row] = await as(claimsOf(req), sql);
    return [200, row?.rows];
  }

  const server = createServer(async (req, res) => {
    const url = new URL(req.url ?? '/', origin);
    const send = (status: number, type: string, text: string) =>
      res.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(text);
    if (url.pathname === '/')
      return send(
        200,
        'text/html',
        readFileSync(page, 'utf8')
          .replace('https://YOUR-PROJECT.supabase.co', origin)
          .replace('sb_publishable_...', KEY),
      );
    if (url.pathname === '/supabase.js') return send(200, 'text/javascript', readFileSync(library, 'utf8'));
    try {
      const [status, body] = await answer(req, url);
      send(status, 'application/json', JSON.stringify(body));
    } catch (error) {
      send(403, 'application/json', JSON.stringify({ code: '42501', message: (error as Error).message }));
    }
  });

  const joined = new Map<WebSocket, string[]>();
  const sockets = new WebSocketServer({ server, path: '/realtime/v1/websocket' });
  sockets.on('connection', (socket) => {
    joined.set(socket, []);
    socket.on('close', () => joined.delete(socket));
    socket.on('message', async (raw) => {
      const { joinRef, ref, topic, event, payload } = read(String(raw));
      const reply = (status: string, response: object) =>
        socket.send(JSON.stringify([joinRef, ref, topic, 'phx_reply', { status, response }]));
      if (event === 'heartbeat') return reply('ok', {});
      if (event !== 'phx_join') return;
      const name = topic.replace(/^realtime:/, '');
      const claims = tokens.get(payload.access_token ?? '');
      // As Realtime asks: a message of this topic is added, looked for as the caller, and taken back.
      const may =
        claims &&
        payload.config?.private === true &&
        (await database.owner
          .query(
            `begin; insert into realtime.messages (topic, extension) values ('${name.replaceAll("'", '')}', 'broadcast');
             select set_config('realtime.topic', '${name.replaceAll("'", '')}', true), set_config('request.jwt.claims', '${JSON.stringify(claims)}', true);
             set local role ${claims.role}; select from realtime.messages limit 1`,
          )
          .then(({ rows }) => rows.length > 0)
          .finally(() => database.owner.query('rollback')));
      if (!may)
        return reply('error', {
          reason: 'Unauthorized: You do not have permissions to read from this Channel topic',
        });
      joined.get(socket)?.push(name);
      reply('ok', { postgres_changes: [] });
    });
  });
  let last = 0;
  const looking = setInterval(async () => {
    const { rows } = await database.owner
      .query('select id::int, topic, event, payload from realtime.messages where id > $1 order by id', [last])
      .catch(() => ({ rows: [] }));
    for (const { id, topic, event, payload } of rows) {
      last = Math.max(last, Number(id));
      for (const [socket, topics] of joined)
        if (topics.includes(String(topic)))
          socket.send(
            JSON.stringify([
              null,
              null,
              `realtime:${topic}`,
              'broadcast',
              { type: 'broadcast', event, payload },
            ]),
          );
    }
  }, LOOK_MS);

  server.requestTimeout = HANG_MS;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    async stop() {
      clearInterval(looking);
      for (const socket of joined.keys()) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

interface Frame {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: { access_token?: string; config?: { private?: boolean } };
}

/** A frame of Phoenix, as version 2 of its protocol writes it. */
function read(text: string): Frame {
  const [joinRef, ref, topic, event, payload] = JSON.parse(text);
  return { joinRef, ref, topic, event, payload };
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
