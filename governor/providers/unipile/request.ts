import type { z } from 'zod';
import type { Clock, Random } from '../../../platform/clock.ts';
import { networkCode } from '../../../platform/errors.ts';
import type { Log } from '../../../platform/log.ts';
import { retry } from '../../../platform/retry.ts';
import { ProviderError } from '../provider-error.ts';
import { classifyError, type Failure } from './classify-error.ts';
import type { Form } from './form.ts';
import { errorAnswer } from './shapes.ts';

export interface UnipileTools {
  /** Origin, e.g. https://api8.unipile.com:13443 */
  apiUrl: string;
  apiKey: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  random: Random;
  log: Log;
}

/** Longer than Unipile's own 504, so that its verdict is heard before we stop listening. */
const WRITE_TIMEOUT_MS = 60_000;
const READ_TIMEOUT_MS = 30_000;
const READ_TRIES = 3;

export interface Call {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Record<string, string | null>;
  json?: Record<string, unknown>;
  form?: Form;
}

type Got = { ok: true; body: unknown } | { ok: false; failure: Failure; cause?: unknown };

/** HTTP as Unipile v1 speaks it. Logs say what was called and how long it took, never what was in it. */
export function unipileRequest(tools: UnipileTools) {
  const { clock, random, log } = tools;

  async function once(call: Call, timeoutMs: number): Promise<Got> {
    const url = new URL(`/api/v1${call.path}`, tools.apiUrl);
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
          ...(contentType ? { 'content-type': contentType } : {}),
        },
        ...(body === undefined ? {} : { body }),
        // A redirect would carry the key, and perhaps the write, somewhere else.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const heard: unknown = await response.json().catch((error: unknown) => {
        if (isTimeout(error)) throw error;
        return undefined;
      });
      answer = response.ok
        ? { ok: true, body: heard }
        : { ok: false, failure: readFailure(response.status, heard) };
    } catch (error) {
      answer = { ok: false, failure: failureOf(error), cause: error };
    }
    log.info('unipile_called', {
      url: `${call.method} ${pathShape(call.path)}`,
      ms: clock.now() - began,
      ...(answer.ok ? {} : { code: classifyError(answer.failure).code }),
    });
    return answer;
  }

  return {
    /** One attempt, no retry. */
    write: (call: Call): Promise<Got> => once(call, WRITE_TIMEOUT_MS),

    /** @throws {ProviderError} */
    async read<T>(call: Call, shape: z.ZodType<T>): Promise<T> {
      const name = `read ${pathShape(call.path)}`;
      let passes = false;
      const patience = { clock, random, firstMs: 500, mostMs: 1000, tries: READ_TRIES };
      const body = await retry(
        patience,
        () => passes,
        async () => {
          const got = await once(call, READ_TIMEOUT_MS);
          if (got.ok) return got.body;
          passes = got.failure.kind === 'answer' && [503, 504].includes(got.failure.status);
          throw new ProviderError(name, classifyError(got.failure), got.cause);
        },
      );
      const parsed = shape.safeParse(body);
      if (!parsed.success) throw new ProviderError(name, classifyError({ kind: 'no_proof' }), parsed.error);
      return parsed.data;
    },
  };
}

function readFailure(status: number, body: unknown): Failure {
  const parsed = errorAnswer.safeParse(body);
  return { kind: 'answer', status, type: parsed.success ? parsed.data.type : null };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

function failureOf(error: unknown): Failure {
  return isTimeout(error)
    ? { kind: 'timeout' }
    : { kind: 'network', code: networkCode(error) ?? 'fetch_failed' };
}

/** The path without the ids in it: those of people do not belong in a log. */
function pathShape(path: string): string {
  return path.replace(
    /^(\/users)\/(?!invite|relations|me)[^/]+|(\/chats|\/accounts|\/sent)\/[^/]+/g,
    '$1$2/:id',
  );
}
