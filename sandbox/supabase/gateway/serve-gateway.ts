import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

/** Serves gateway and Storage over node's HTTP, for parts that run in their own process. False: not their path. */
export function serveGateway(gateway: {
  fetch: typeof globalThis.fetch;
}): (req: IncomingMessage, res: ServerResponse) => boolean {
  return (req, res) => {
    if (!/^\/(rest|storage)\/v1(\/|$|\?)/.test(req.url ?? '')) return false;
    answer(gateway, req, res).catch((error: Error) => {
      // The caller went away while it sent or read.
      res.destroy(error);
    });
    return true;
  };
}

async function answer(
  gateway: { fetch: typeof globalThis.fetch },
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = req.method ?? 'GET';
  const body =
    method === 'GET' || method === 'HEAD' ? null : (Readable.toWeb(req) as ReadableStream<Uint8Array>);
  const response = await gateway.fetch(new URL(req.url ?? '/', 'http://greenlight.local'), {
    method,
    headers,
    body,
    duplex: 'half',
  } as RequestInit);
  const bytes = Buffer.from(await response.arrayBuffer());
  res.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': bytes.length });
  res.end(bytes);
}
