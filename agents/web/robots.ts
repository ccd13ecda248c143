import type { Response } from 'undici';
import { JobFailure } from '../runner/job-failure.ts';
import { isAllowed } from './robots-rules.ts';

/** What sites know us by: the name that a robots.txt addresses. */
export const ROBOT = 'GreenlightBot';

/** RFC 9309, 2.5: at least 500 KiB must be read; what lies beyond is not. */
const MAX_BYTES = 500 * 1024;

/**
 * Holds a page against the robots.txt of its site. Source: RFC 9309, 2.3.1, read on 2026-11-22: without the file (4xx)
 * everything is allowed; where it cannot be had for a fault of the server (5xx) nothing is.
 *
 * @param get Follows redirects; a robots.txt behind too many of them counts as not there.
 * @throws {JobFailure} `refused_by_robots` with `reason` `disallowed` or `robots_unavailable`; what `get` throws.
 */
export async function checkRobots(url: URL, get: (url: URL) => Promise<Response>): Promise<void> {
  const address = new URL('/robots.txt', url);
  const response = await get(address).catch((error: unknown) => {
    if (error instanceof JobFailure && error.code === 'redirect_loop') return null;
    throw error;
  });
  if (response === null) return;
  if (!response.ok) {
    await response.body?.cancel();
    if (response.status >= 500) throw refused(url, 'robots_unavailable');
    return;
  }
  const rules = await readStart(response);
  if (!isAllowed(rules, ROBOT, url.pathname + url.search)) throw refused(url, 'disallowed');
}

async function readStart(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= MAX_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_BYTES).toString('utf8');
}

function refused(url: URL, reason: 'disallowed' | 'robots_unavailable'): JobFailure {
  const why =
    reason === 'disallowed' ? 'its robots.txt asks robots to stay away' : 'its robots.txt cannot be read';
  return new JobFailure('refused_by_robots', `Cannot read ${url.href}: ${why}`, {
    params: { url: url.href, host: url.host, reason },
  });
}
