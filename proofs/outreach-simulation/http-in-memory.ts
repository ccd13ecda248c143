import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

type Handle = (req: IncomingMessage, res: ServerResponse) => unknown;

/** One request to what answers Node's own requests, without a socket. @throws {TypeError} When the connection is cut. */
export function ask(handle: Handle, url: string, init: RequestInit = {}): Promise<Response> {
  const { pathname, search } = new URL(url);
  const req = Object.assign(Readable.from(init.body ? [Buffer.from(String(init.body))] : []), {
    url: pathname + search,
    method: init.method ?? 'GET',
    headers: Object.fromEntries(new Headers(init.headers)),
  });
  return new Promise((resolve, reject) => {
    const headers = new Headers();
    const res = {
      headersSent: false,
      destroyed: false,
      statusCode: 200,
      setHeader: (name: string, value: string) => headers.set(name, value),
      writeHead(status: number, given: Record<string, string> = {}) {
        res.statusCode = status;
        for (const [name, value] of Object.entries(given)) headers.set(name, value);
      },
      end(body: string) {
        res.headersSent = true;
        resolve(new Response(body, { status: res.statusCode, headers }));
      },
      destroy() {
        res.destroyed = true;
        reject(brokenLine('ECONNRESET'));
      },
    };
    // SAFETY: what the handlers of the simulator and of the governor use of the two.
    Promise.resolve(handle(req as unknown as IncomingMessage, res as unknown as ServerResponse)).catch(
      reject,
    );
  });
}

/** As fetch() tells that no answer came. */
export const brokenLine = (code: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
