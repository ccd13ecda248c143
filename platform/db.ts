import { createClient } from '@supabase/supabase-js';
import type { z } from 'zod';
import { systemClock, systemRandom } from './clock.ts';
import { ExpectedError, isExpected } from './errors.ts';
import { withoutWords } from './log-error.ts';
import { retry } from './retry.ts';

export interface DatabaseSettings {
  /** Base address of the Supabase project, e.g. https://abc.supabase.co, or of the embedded gateway. */
  url: string;
  publishableKey: string;
  /** The part's own role token (JWT). */
  token: string;
  /** The embedded gateway's handler when it runs in this process; else the network. */
  fetch?: typeof globalThis.fetch | undefined;
}

/**
 * Calls one SQL function and checks its answer.
 *
 * @throws {ExpectedError} With the `details` of the SQL error as `code` for refusals (sqlstate PT4xx),
 *   `token_refused` when the part's token or the key is not, or no longer, valid,
 *   `database_unavailable` when no answer came (the outcome of a write is then unknown), or only ones that say it was rolled back.
 */
export type Rpc = <T>(
  fn: string,
  args: Record<string, unknown>,
  answer: z.ZodType<T>,
  options?: { deadlineMs?: number; signal?: AbortSignal },
) => Promise<T>;

/** How a call ended, for who watches the line; a call that its caller broke off is not told. */
export interface HeardCall {
  /** With its schema. */
  call: string;
  outcome: 'ok' | 'refused' | 'token_refused' | 'unavailable' | 'failed';
  /** Of a refusal, of SQL, of HTTP or of the socket; null when it succeeded. */
  code: string | null;
  ms: number;
}

const DEFAULT_DEADLINE_MS = 15_000;

/**
 * SQLSTATEs with which Postgres says that it rolled a call back, all of it, because of what else went on: serialization
 * failure, deadlock, a lock that did not come free, a statement beyond its time. Such a call can be made again.
 */
const rolledBack = new Set(['40001', '40P01', '55P03', '57014']);
/** Postgres takes no writes: a full disk or a project that was set to read-only. Nothing was done. */
const READ_ONLY = '25006';

/**
 * One client for each schema and part; every read and write is an `rpc()`.
 *
 * @param tries Calls in all while Postgres rolls them back; 1 for tests that look for such faults.
 * @param heard Is told how each of them ended.
 */
export function connectDatabase(
  settings: DatabaseSettings,
  tries = 4,
  heard: (call: HeardCall) => void = () => {},
): (schema: 'content' | 'outreach' | 'platform') => Rpc {
  const client = createClient(settings.url, settings.publishableKey, {
    accessToken: async () => settings.token,
    auth: { persistSession: false, autoRefreshToken: false },
    ...(settings.fetch ? { global: { fetch: settings.fetch } } : {}),
  });
  return (schema) => async (fn, args, answer, options) => {
    const deadline = AbortSignal.timeout(options?.deadlineMs ?? DEFAULT_DEADLINE_MS);
    const signal = options?.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
    const call = `${schema}.${fn}`;
    const patience = { clock: systemClock, random: systemRandom, firstMs: 50, mostMs: 400, tries, signal };
    const data = await retry(patience, wasRolledBack, async () => {
      const began = performance.now();
      const { data, error, status } = await client.schema(schema).rpc(fn, args).abortSignal(signal);
      const tell = (outcome: HeardCall['outcome'], code: string | null) =>
        heard({ call, outcome, code, ms: performance.now() - began });
      if (error) {
        const thrown = databaseError(call, error, status);
        if (!options?.signal?.aborted) tell(outcomeOf(thrown), codeOf(thrown, error, status));
        throw thrown;
      }
      tell('ok', null);
      return data;
    });
    const parsed = answer.safeParse(data ?? null);
    if (!parsed.success) {
      throw new Error(`Cannot read the answer of ${schema}.${fn}: ${parsed.error.message}`, {
        cause: parsed.error,
      });
    }
    return parsed.data;
  };
}

interface SqlError {
  code?: string;
  message: string;
  details?: string | null;
  hint?: string | null;
}

/** Postgres is being stopped or started, as at a fail-over. */
const passing = ['57P01', '57P02', '57P03'];

function outcomeOf(error: Error): HeardCall['outcome'] {
  // What was rolled back was answered.
  if (!(error instanceof ExpectedError) || wasRolledBack(error)) return 'failed';
  if (error.code === 'token_refused') return 'token_refused';
  return error.code === 'database_unavailable' ? 'unavailable' : 'refused';
}

function codeOf(thrown: Error, error: SqlError, status: number): string {
  // "JWT expired": the gateway's own words of a token.
  if (isExpected(thrown, 'token_refused')) return withoutWords(error.message);
  if (isExpected(thrown) && thrown.code !== 'database_unavailable') return thrown.code;
  if (error.code && /^[0-9A-Z]{5}$/.test(error.code)) return error.code;
  if (status > 0) return `http_${status}`;
  // The client tells the cause of a failed fetch in words alone.
  return /\b(E[A-Z]{4,}|UND_ERR_[A-Z_]+)\b/.exec(`${error.message} ${error.details}`)?.[1] ?? 'no_answer';
}

function databaseError(call: string, error: SqlError, status: number): Error {
  const refusal = /^PT4\d\d$/.test(error.code ?? '');
  if (refusal) {
    return new ExpectedError(error.details || 'refused', error.message, {
      hint: error.hint ?? undefined,
      cause: error,
    });
  }
  if (status === 401) {
    return new ExpectedError('token_refused', `The database refuses this part's token: ${error.message}`, {
      hint: 'Give the part a valid token and the right publishable key, then restart it.',
      cause: error,
    });
  }
  if (status === 0 || status >= 502 || !error.code || passing.includes(error.code)) {
    return new ExpectedError('database_unavailable', `No answer from ${call}: ${error.message}`, {
      cause: error,
    });
  }
  if (rolledBack.has(error.code) || error.code === READ_ONLY) {
    const hint =
      error.code === READ_ONLY ? 'Make room on its disk, or lift what made it read-only.' : undefined;
    return new ExpectedError(
      'database_unavailable',
      `${call} was not done: ${error.message} (${error.code})`,
      {
        hint,
        cause: error,
      },
    );
  }
  return new Error(`${call} failed with ${error.code}: ${error.message}`, { cause: error });
}

function wasRolledBack(error: unknown): boolean {
  const { code } = ((error as Error).cause ?? {}) as { code?: string };
  return rolledBack.has(code ?? '');
}
