import { Agent, fetch, type Response } from 'undici';
import { guardedConnect } from '../../platform/web/guarded-connect.ts';
import type { Reach } from '../../platform/web/reach.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { checkAddress } from './check-address.ts';
import { readingOf } from './content-type.ts';
import { fetchError, tookTooLong } from './fetch-error.ts';
import type { WebLimits } from './limits.ts';
import { readBody } from './read-body.ts';
import { checkRobots, ROBOT } from './robots.ts';

export interface FetchedPage {
  /** Where the redirects ended. */
  url: string;
  /** In lower case, without parameters; empty when the server names none. */
  contentType: string;
  /** As the server names it; null when it does not. */
  charset: string | null;
  bytes: Buffer;
}

const ACCEPT =
  'text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, application/pdf;q=0.9, */*;q=0.1';

/**
 * Fetches what an address of a person leads to, and nothing that only this machine can reach.
 *
 * @throws {JobFailure} `bad_url`, `private_address`, `not_reachable`, `timeout`, `redirect_loop`, `refused_by_robots`,
 *   `http_status`, `content_type`, `too_large`. The reason of `signal` when that was aborted.
 */
export async function fetchPage(
  given: string,
  signal: AbortSignal | undefined,
  { reach, limits }: { reach: Reach; limits: WebLimits },
): Promise<FetchedPage> {
  const start = checkAddress(given);
  const deadline = AbortSignal.timeout(limits.totalMs);
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
  // One for each page: nothing outlives the checks of its own fetch.
  const dispatcher = new Agent({
    connect: guardedConnect(reach, limits.connectMs),
    headersTimeout: limits.totalMs,
    bodyTimeout: limits.totalMs,
  });
  const get = (url: URL) =>
    fetch(url, {
      dispatcher,
      redirect: 'manual',
      signal: either,
      headers: {
        'user-agent': `${ROBOT}/1.0`,
        accept: ACCEPT,
        'accept-language': 'pt-BR, en;q=0.9, *;q=0.1',
      },
    });
  let url = start;
  try {
    const followed = await follow(start, limits.redirects, async (hop) => {
      url = hop;
      await checkRobots(hop, async (robots) => (await follow(robots, limits.redirects, get)).response);
      return get(hop);
    });
    url = followed.url;
    return await read(url, followed.response, limits);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (deadline.aborted) throw tookTooLong(url, limits.totalMs);
    throw fetchError(error, url);
  } finally {
    await dispatcher.destroy();
  }
}

async function follow(
  start: URL,
  redirects: number,
  get: (url: URL) => Promise<Response>,
): Promise<{ url: URL; response: Response }> {
  let url = start;
  for (let hops = 0; hops <= redirects; hops += 1) {
    const response = await get(url);
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return { url, response };
    await response.body?.cancel();
    url = checkAddress(URL.parse(location, url)?.href ?? location);
  }
  throw new JobFailure('redirect_loop', `Cannot read ${start.href}: more than ${redirects} redirects`, {
    params: { url: start.href, redirects },
  });
}

async function read(url: URL, response: Response, limits: WebLimits): Promise<FetchedPage> {
  if (!response.ok) {
    throw new JobFailure('http_status', `Cannot read ${url.href}: it answers ${response.status}`, {
      params: { url: url.href, host: url.host, status: response.status },
    });
  }
  const given = response.headers.get('content-type') ?? '';
  const { type, charset, isFile } = readingOf(given, url);
  const bytes = await readBody(response, isFile ? limits.fileBytes : limits.pageBytes);
  return { url: url.href, contentType: type, charset, bytes };
}
