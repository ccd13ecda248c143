import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExpectedError } from './errors.ts';
import type { Part } from './part.ts';

/** Answers a request, or says false: not mine. */
export type Handle = (req: IncomingMessage, res: ServerResponse) => boolean;

export interface HttpServer {
  /** e.g. http://127.0.0.1:3000 */
  url: string;
  /** Handlers are asked in the order in which they were added. */
  use(handle: Handle): void;
  /** From now on a request that no handler takes waits until `open` is called: a part that starts may take it. */
  hold(): { open(): void };
  close(): Promise<void>;
}

/** Slack, Unipile and people's browsers send what they have at once; who drips a request is cut off, with 408. */
const WHOLE_REQUEST_MS = 30_000;
/**
 * An idle connection is left open longer than any balancer in front leaves it open (Google's 600 s, Amazon's and nginx'
 * 60 s): where this side closes first, as after Node's 5 s, a request that is under way is answered with 502.
 */
const IDLE_MS = 620_000;

/**
 * Opens the process's one server.
 *
 * @param requestMs For a whole request to come in, headers and body.
 * @throws {ExpectedError} `port_taken` when another program listens there.
 */
export async function listen(port: number, host: string, requestMs = WHOLE_REQUEST_MS): Promise<HttpServer> {
  const handles: Handle[] = [];
  const limits = {
    requestTimeout: requestMs,
    headersTimeout: requestMs,
    keepAliveTimeout: IDLE_MS,
    connectionsCheckingInterval: requestMs / 10,
  };
  let held: [IncomingMessage, ServerResponse][] | null = null;
  const answer = (req: IncomingMessage, res: ServerResponse) => {
    try {
      if (handles.some((handle) => handle(req, res))) return;
    } catch {
      // An address that no URL is ("//"), for example: no request may end the process.
      if (!res.headersSent) res.writeHead(400, { 'content-type': 'application/json' });
      res.end('{"error":"bad_request"}');
      return;
    }
    if (held) held.push([req, res]);
    else res.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not_found"}');
  };
  const server = createServer(limits, answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken
          ? new ExpectedError(
              'port_taken',
              `Cannot start: port ${port} is in use. Stop the other program or set PORT.`,
            )
          : error,
      );
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    use: (handle) => handles.push(handle),
    hold() {
      const early: [IncomingMessage, ServerResponse][] = [];
      held = early;
      return {
        open() {
          held = null;
          for (const [req, res] of early) answer(req, res);
        },
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `/healthz`: the process lives. `/readyz`: each part can do its work; 503 with the reasons when not. */
export function healthRoutes(parts: () => Record<string, Part>): Handle {
  return (req, res) => {
    const path = req.url?.split('?')[0];
    if (path === '/healthz') {
      res.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
      return true;
    }
    if (path !== '/readyz') return false;
    const asked = Object.entries(parts()).map(async ([name, part]) => [name, await part.ready()] as const);
    Promise.all(asked).then(
      (answers) => {
        const ok = answers.length > 0 && answers.every(([, state]) => state.ok);
        res.writeHead(ok ? 200 : 503, { 'content-type': 'application/json' });
        res.end(JSON.stringify({ ok, parts: Object.fromEntries(answers) }));
      },
      (error: unknown) => res.writeHead(503).end(JSON.stringify({ ok: false, error: String(error) })),
    );
    return true;
  };
}
