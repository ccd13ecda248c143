import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../platform/clock.ts';

/** For a body that never ends. */
const READ_MS = 10_000;

/** The body, or the HTTP status that refuses it: 413 above `maxBytes`, 408 after 10 s, 400 for one that was broken off. */
export function readBody(
  req: IncomingMessage,
  maxBytes: number,
  clock: Pick<Clock, 'sleep'>,
): Promise<Buffer | 400 | 408 | 413> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const over = new AbortController();
    void clock.sleep(READ_MS, over.signal).then(() => resolve(408));
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
    });
    req.on('end', () => resolve(size <= maxBytes ? Buffer.concat(chunks) : 413));
    // Broken off, which Node reports before it closes.
    req.on('error', () => resolve(400));
    req.on('close', () => {
      resolve(400);
      over.abort();
    });
  });
}
