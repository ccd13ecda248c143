import { fetch, type Response } from 'undici';
import { z } from 'zod';
import { networkCode } from '../../../platform/errors.ts';
import type { SearchSettings } from '../../../platform/search-settings.ts';
import type { SearchFailureCode } from '../../../ports/content.ts';
import { retryAfter } from '../../models/retry-after.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import { clip } from '../../text/clip.ts';
import { plainLine } from '../../text/plain-line.ts';
import { readBody } from '../read-body.ts';
import type { HeardSearch, Provider, ProviderAnswer, ProviderRequest } from './provider.ts';
import { SearchError } from './search-error.ts';

/** Ten results with their snippets are below 100 kB; SearXNG gives all that it has. */
const MAX_BYTES = 2 * 1024 * 1024;
/** Of what a provider says about its refusal. */
const SAID_CHARACTERS = 200;
/** Connections that never reached the provider. */
const NOT_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/**
 * Asks once, and reads the answer.
 *
 * @param now Milliseconds since 1970, for limits that name a moment.
 * @throws {SearchError} The reason of `signal` when that was aborted.
 */
export async function askProvider(
  provider: Provider,
  { url, method, headers, body }: ProviderRequest,
  settings: SearchSettings,
  { deadlineMs, now, signal }: { deadlineMs: number; now: number; signal?: AbortSignal | undefined },
): Promise<ProviderAnswer> {
  const name = settings.provider;
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    const response = await fetch(url, {
      method,
      // A redirect would carry the key somewhere else.
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    return await read(provider, response, settings, now);
  } catch (error) {
    if (error instanceof SearchError) throw error;
    if (signal?.aborted) throw signal.reason;
    if (deadline.aborted)
      throw new SearchError('search_unavailable', name, `no answer within ${deadlineMs} ms`, {
        mayHaveCost: true,
        isSilence: true,
        cause: error,
      });
    if (error instanceof JobFailure)
      throw new SearchError('search_bad_answer', name, `the answer has more than ${MAX_BYTES} bytes`, {
        mayHaveCost: true,
      });
    const code = networkCode(error);
    const why = code ?? (error instanceof Error ? error.message : String(error));
    throw new SearchError('search_unavailable', name, withoutKey(why, settings), {
      mayHaveCost: !(code && NOT_SENT.includes(code)),
      cause: error,
    });
  }
}

async function read(
  provider: Provider,
  response: Response,
  settings: SearchSettings,
  now: number,
): Promise<ProviderAnswer> {
  const text = (await readBody(response, MAX_BYTES)).toString('utf8');
  const headers = new Headers([...response.headers]);
  const heard: HeardSearch = { status: response.status, headers, body: parsed(text) };
  const { status } = heard;
  // The key goes before the text is cut: half of one is no longer found.
  const said = clip(withoutKey(wordsOf(heard.body), settings), SAID_CHARACTERS);
  const failure = (code: SearchFailureCode, why: string, more: { retryAfterS?: number | null } = {}) =>
    new SearchError(code, settings.provider, said === '' ? why : `${why}: ${said}`, {
      ...more,
      mayHaveCost: status < 300 || status >= 500,
    });
  if (status !== 200) {
    const own = provider.refusal?.(heard);
    const code = own?.code ?? codeOf(heard);
    const waits = code === 'search_busy' || code === 'search_unavailable';
    const retryAfterS = own?.retryAfterS ?? (own || !waits ? null : retryAfter(headers, text, now));
    throw failure(code, `it answers ${status}`, { retryAfterS });
  }
  if (heard.body === null) throw failure('search_wrong_address', 'it answers with a page, not with results');
  const answer = provider.answer.safeParse(heard.body);
  if (!answer.success) throw failure('search_bad_answer', 'its answer is not in its own form');
  if (answer.data.found.length === 0 && answer.data.failed !== null)
    throw failure('search_unavailable', answer.data.failed);
  return answer.data;
}

/** What a status mostly means. */
function codeOf({ status, body }: HeardSearch): SearchFailureCode {
  if (status === 429) return 'search_busy';
  if (status >= 500) return 'search_unavailable';
  if (status === 401 || status === 403) return 'search_refused_key';
  if (status === 402) return 'search_no_credit';
  // A way elsewhere, or none: no search is there. A refusal of the search itself says why in JSON.
  if (status < 400 || status === 404 || status === 405 || body === null) return 'search_wrong_address';
  return 'search_bad_answer';
}

const words = z.union([
  z
    .object({ detail: z.union([z.string(), z.object({ error: z.string() }).transform((d) => d.error)]) })
    .transform((b) => b.detail),
  z.object({ error: z.object({ detail: z.string() }) }).transform((b) => b.error.detail),
  z.object({ error: z.string() }).transform((b) => b.error),
  z.object({ message: z.string() }).transform((b) => b.message),
]);

function wordsOf(body: unknown): string {
  return plainLine(words.safeParse(body).data ?? '');
}

function withoutKey(text: string, { apiKey }: SearchSettings): string {
  return apiKey ? text.replaceAll(apiKey, '***') : text;
}

/** Null: it is no JSON object, a web page most likely. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
