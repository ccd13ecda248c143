import { z } from 'zod';
import { networkCode } from '../platform/errors.ts';

export interface Api {
  url: string;
  publishableKey: string;
  token: string;
}

export interface RpcAnswer {
  /** 0: no answer came; `message` says why. */
  status: number;
  /** PostgREST's or Postgres' code; null for an answer that is neither's. */
  code: string | null;
  message: string;
  data: unknown;
}

const DEADLINE_MS = 15_000;
const refusal = z.object({ code: z.string().nullish(), message: z.string().optional() });

/**
 * Calls one SQL function over the project's API. Own code, as supabase-js hides what has to be explained here: an answer
 * of the front door, which has no code, and why none came.
 */
export async function callRpc(
  api: Api,
  schema: string,
  fn: string,
  args: Record<string, unknown> = {},
): Promise<RpcAnswer> {
  try {
    const response = await fetch(new URL(`/rest/v1/rpc/${fn}`, api.url), {
      method: 'POST',
      headers: {
        apikey: api.publishableKey,
        authorization: `Bearer ${api.token}`,
        'content-type': 'application/json',
        'content-profile': schema,
      },
      body: JSON.stringify(args),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const text = await response.text();
    const data: unknown = isJson(response) && text !== '' ? JSON.parse(text) : null;
    const said = refusal.safeParse(data);
    return {
      status: response.status,
      code: response.ok ? null : (said.data?.code ?? null),
      message: response.ok ? '' : (said.data?.message ?? `HTTP ${response.status}`),
      data: response.ok ? data : null,
    };
  } catch (error) {
    return { status: 0, code: null, message: whyNoAnswer(error), data: null };
  }
}

/** `fetch failed` says nothing; its cause does. */
export function whyNoAnswer(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return networkCode(error) ?? (cause instanceof Error ? cause.message : String(cause));
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.includes('json') ?? false;
}
