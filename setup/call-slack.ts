import { z } from 'zod';
import { whyNoAnswer } from './call-rpc.ts';

export interface SlackAnswer {
  ok: boolean;
  /** False: Slack was not reached. */
  answered: boolean;
  /** Slack's error code, or why no answer came. */
  error: string;
  body: Record<string, unknown>;
  /** Scopes of the token, as Slack tells them with every answer; null when it tells none. */
  scopes: string[] | null;
  /** Slack's clock, ms since 1970; null without a Date header. */
  dateMs: number | null;
}

const DEADLINE_MS = 10_000;
const envelope = z.looseObject({ ok: z.boolean(), error: z.string().optional() });

/** Calls one Web API method. @param apiUrl Ends with a slash. */
export async function callSlack(
  apiUrl: string,
  token: string,
  method: string,
  args: Record<string, string> = {},
): Promise<SlackAnswer> {
  try {
    const response = await fetch(new URL(method, apiUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(args).toString(),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const read = envelope.safeParse(await response.json().catch(() => null));
    const date = Date.parse(response.headers.get('date') ?? '');
    return {
      ok: read.data?.ok ?? false,
      answered: read.success,
      error: read.data?.ok ? '' : (read.data?.error ?? `HTTP ${response.status}, not Slack's answer`),
      body: read.data ?? {},
      scopes:
        response.headers
          .get('x-oauth-scopes')
          ?.split(',')
          .map((s) => s.trim()) ?? null,
      dateMs: Number.isNaN(date) ? null : date,
    };
  } catch (error) {
    return { ok: false, answered: false, error: whyNoAnswer(error), body: {}, scopes: null, dateMs: null };
  }
}
