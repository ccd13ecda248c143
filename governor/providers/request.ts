import { z } from 'zod';
import type { Clock, Random } from '../../platform/clock.ts';
import { networkCode } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import type { Outage } from '../../platform/outage.ts';
import { retry } from '../../platform/retry.ts';
import type { GovernorMeters } from '../governor-meters.ts';
import type { Failure } from './classify-failure.ts';
import { outcomeOf } from './outcome.ts';
import type { WriteOutcome } from './provider.ts';
import { type ClassifiedError, ProviderError } from './provider-error.ts';

export interface UnipileTools {
  /** Origin, e.g. https://api8.unipile.com:13443 */
  apiUrl: string;
  apiKey: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  random: Random;
  log: Log;
  /** Is told how each call ended. */
  meters: Pick<GovernorMeters, 'call' | 'seconds'>;
  line: Pick<Outage, 'answered' | 'refused' | 'unanswered'>;
}

/** Longer than Unipile's own 504, so that its verdict is heard before we stop listening. */
const WRITE_TIMEOUT_MS = 60_000;
const READ_TIMEOUT_MS = 30_000;
const READ_TRIES = 3;

/** How one version of the API differs from the other. */
interface Dialect {
  prefix: '/api/v1' | '/v2';
  classify(failure: Failure): ClassifiedError;
  readHeaders: Record<string, string>;
  /** What was read is older than what it is read for. */
  isStale(headers: Headers): boolean;
}

/** A body with exactly these bytes. */
export interface Form {
  contentType: string;
  body: string;
}

export interface Call {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  /** The path without the ids in it: those of people do not belong in a log. */
  name: string;
  query?: Record<string, string | null>;
  json?: Record<string, unknown>;
  form?: Form;
}

/** A path and its name from one template: ids are encoded into the one and left out of the other. */
export function at(parts: TemplateStringsArray, ...ids: string[]): Pick<Call, 'path' | 'name'> {
  return { path: String.raw({ raw: parts }, ...ids.map(encodeURIComponent)), name: parts.join(':id') };
}

type Got = { ok: true; body: unknown } | { ok: false; failure: Failure; cause?: unknown };

const errorAnswer = z.looseObject({ type: z.string(), detail: z.string().nullish().catch(null) });

/** HTTP as Unipile speaks it. Logs say what was called and how long it took, never what was in it. */
export function unipileRequest(tools: UnipileTools, dialect: Dialect) {
  const { clock, random, log } = tools;
  const { prefix, classify } = dialect;

  async function once(call: Call, isRead: boolean): Promise<Got> {
    const url = new URL(`${prefix}${call.path}`, tools.apiUrl);
    for (const [name, value] of Object.entries(call.query ?? {}))
      if (value !== null) url.searchParams.set(name, value);
    const contentType = call.form?.contentType ?? (call.json ? 'application/json' : undefined);
    const body = call.form?.body ?? (call.json ? JSON.stringify(call.json) : undefined);
    const began = clock.now();
    let answer: Got;
    try {
      const response = await tools.fetch(url, {
        method: call.method,
        headers: {
          'x-api-key': tools.apiKey,
          accept: 'application/json',
          ...(isRead ? dialect.readHeaders : {}),
          ...(contentType ? { 'content-type': contentType } : {}),
        },
        ...(body === undefined ? {} : { body }),
        // A redirect would carry the key, and perhaps the write, somewhere else.
        redirect: 'error',
        signal: AbortSignal.timeout(isRead ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS),
      });
      const heard: unknown = await response.json().catch((error: unknown) => {
        if (isTimeout(error)) throw error;
        return undefined;
      });
      if (!response.ok) answer = { ok: false, failure: readFailure(response.status, heard) };
      else if (isRead && dialect.isStale(response.headers))
        answer = { ok: false, failure: { kind: 'stale' } };
      else answer = { ok: true, body: heard };
    } catch (error) {
      answer = { ok: false, failure: failureOf(error), cause: error };
    }
    const error = answer.ok ? null : classify(answer.failure);
    log.info('unipile_called', {
      url: `${call.method} ${call.name}`,
      ms: clock.now() - began,
      ...(error ? { code: error.code } : {}),
    });
    const outcome = error === null ? 'ok' : error.class;
    tools.meters.call({ outcome });
    tools.meters.seconds({ outcome }, (clock.now() - began) / 1000);
    if (error === null || answer.ok) tools.line.answered();
    else tellLine(tools.line, call.name, answer.failure, error);
    return answer;
  }

  return {
    /** One attempt, no retry. Without its proof a write is not known to have been sent. */
    async write<T>(
      call: Call,
      proof: z.ZodType<T>,
      sent: (body: T) => WriteOutcome['provider'],
    ): Promise<WriteOutcome> {
      const got = await once(call, false);
      if (!got.ok) return outcomeOf(classify(got.failure));
      const body = proof.safeParse(got.body);
      if (!body.success) return outcomeOf(classify({ kind: 'no_proof' }));
      return { result: 'sent', provider: sent(body.data), error: null, signal: 'none' };
    },

    /** @throws {ProviderError} */
    async read<T>(call: Call, shape: z.ZodType<T>): Promise<T> {
      const name = `read ${call.name}`;
      let passes = false;
      const patience = { clock, random, firstMs: 500, mostMs: 1000, tries: READ_TRIES };
      const body = await retry(
        patience,
        () => passes,
        async () => {
          const got = await once(call, true);
          if (got.ok) return got.body;
          passes = got.failure.kind === 'answer' && [503, 504].includes(got.failure.status);
          throw new ProviderError(name, classify(got.failure), got.cause);
        },
      );
      const parsed = shape.safeParse(body);
      if (!parsed.success) throw new ProviderError(name, classify({ kind: 'no_proof' }), parsed.error);
      return parsed.data;
    },
  };
}

/** Where no account is named, what is refused is our key, and not an account's session. */
function tellLine(line: UnipileTools['line'], name: string, failure: Failure, error: ClassifiedError): void {
  const status = failure.kind === 'answer' ? failure.status : null;
  if (error.class === 'config' || (status === 401 && name === '/accounts')) line.refused(error.code);
  else if (failure.kind === 'network' || failure.kind === 'timeout' || (status ?? 0) >= 500)
    line.unanswered(error.code);
  else if (status !== 401) line.answered();
}

function readFailure(status: number, body: unknown): Failure {
  const parsed = errorAnswer.safeParse(body);
  const { type = null, detail = null } = parsed.data ?? {};
  return { kind: 'answer', status, type, detail };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

function failureOf(error: unknown): Failure {
  return isTimeout(error)
    ? { kind: 'timeout' }
    : { kind: 'network', code: networkCode(error) ?? 'fetch_failed' };
}

export type UnipileRequest = ReturnType<typeof unipileRequest>;
