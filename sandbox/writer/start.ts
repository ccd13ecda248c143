import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerChat, MODEL, problem, send } from './answer-chat.ts';
import { createFaults, type Faults } from './faults.ts';

export interface Writer {
  /** Base address for OpenAI clients; ends with /v1. */
  url: string;
  model: typeof MODEL;
  faults: Faults;
  stop(): Promise<void>;
}

/**
 * Starts the sandbox's model: an OpenAI-compatible endpoint on loopback that composes from the passages of the prompt.
 *
 * It has no knowledge and no randomness of its own: what the passages do not carry, it says is missing.
 */
export async function startWriter(options: { port?: number } = {}): Promise<Writer> {
  const faults = createFaults();
  const server = createServer((req, res) => {
    route(req, res, faults).catch((error: unknown) => {
      // The process edge of this endpoint: an OpenAI client reads the reason from the body.
      if (!res.headersSent)
        send(res, 500, problem('server_error', error instanceof Error ? error.message : String(error)));
      else res.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  // SAFETY: a listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    model: MODEL,
    faults,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

// A task with 40 passages is below 100 kB; more than this is no task.
const MAX_BODY_BYTES = 4_000_000;

async function route(req: IncomingMessage, res: ServerResponse, faults: Faults): Promise<void> {
  const path = new URL(req.url ?? '/', 'http://writer.local').pathname;
  if (req.method === 'GET' && path === '/v1/models') {
    return send(res, 200, {
      object: 'list',
      data: [{ id: MODEL, object: 'model', created: 0, owned_by: 'sandbox' }],
    });
  }
  if (req.method !== 'POST' || path !== '/v1/chat/completions') {
    req.resume();
    return send(
      res,
      404,
      problem('invalid_request_error', `Unknown request URL: ${req.method} ${path}.`, 'unknown_url'),
    );
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) {
    return send(
      res,
      413,
      problem('invalid_request_error', `Request body of ${size} bytes is larger than ${MAX_BODY_BYTES}.`),
    );
  }
  return answerChat(Buffer.concat(chunks).toString('utf8'), req, res, faults);
}
