import type { Response } from 'undici';
import { JobFailure } from '../runner/job-failure.ts';

/**
 * Reads an answer's body, inflated, and stops at the first byte too many: neither a stated length nor a small
 * compressed body is believed.
 *
 * @throws {JobFailure} `too_large`
 */
export async function readBody(response: Response, maxBytes: number): Promise<Buffer> {
  const stated = Number(response.headers.get('content-length') ?? 0);
  if (stated > maxBytes) throw tooLarge(maxBytes, stated);
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the body, and with it the connection.
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes, null);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(limit: number, actual: number | null): JobFailure {
  const size = actual === null ? `more than ${limit}` : actual;
  return new JobFailure('too_large', `Cannot read ${size} bytes: at most ${limit}`, {
    params: { unit: 'bytes', limit, actual },
  });
}
