import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request that cannot be served, with the sentence that says why. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, error: string, extra: Record<string, unknown> = {}) {
    super(error);
    this.status = status;
    this.body = { error, ...extra };
  }
}

/** @throws {HttpRefusal} 413 when the body is longer than `maxBytes`. */
export async function readBody(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  }
  // Read to its end all the same, or the client sees a reset instead of the answer.
  if (size > maxBytes)
    throw new HttpRefusal(413, `The body has ${size} bytes; at most ${maxBytes} are accepted.`);
  return Buffer.concat(chunks);
}

export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (res.headersSent || res.destroyed) return;
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  res.end(JSON.stringify(body));
}

export function sendText(res: ServerResponse, status: number, text: string): void {
  if (res.headersSent || res.destroyed) return;
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  res.end(text);
}

/** The path and query of a request; the host part means nothing here, nor does what is no path. */
export function addressOf(req: IncomingMessage): URL {
  const path = req.url?.startsWith('/') ? req.url : '/';
  const address = `http://stand-in${path}`;
  return new URL(URL.canParse(address) ? address : 'http://stand-in/');
}
