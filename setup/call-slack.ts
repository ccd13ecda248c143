import { z } from 'zod';
import { ExpectedError } from '../platform/errors.ts';
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

const SLACK_API = 'https://slack.com/api/';
const DEADLINE_MS = 10_000;
const envelope = z.looseObject({ ok: z.boolean(), error: z.string().optional() });

/**
 * Calls one Web API method. Own code, as @slack/web-api gives no Date header, by which the doctor judges the clock.
 *
 * @param settings Its SLACK_API_URL ends with a slash; absent: Slack itself.
 */
export async function callSlack(
  { SLACK_API_URL = SLACK_API }: Readonly<Record<string, string>>,
  token: string,
  method: string,
  args: Record<string, string> = {},
): Promise<SlackAnswer> {
  try {
    const response = await fetch(new URL(method, SLACK_API_URL), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(args),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const read = envelope.safeParse(await response.json().catch(() => null));
    const date = Date.parse(response.headers.get('date') ?? '');
    return {
      ok: read.data?.ok ?? false,
      answered: read.success,
      error: read.data?.ok ? '' : (read.data?.error ?? `HTTP ${response.status}, not Slack's answer`),
      body: read.data ?? {},
      scopes: response.headers.get('x-oauth-scopes')?.split(/\s*,\s*/) ?? null,
      dateMs: Number.isNaN(date) ? null : date,
    };
  } catch (error) {
    return { ok: false, answered: false, error: whyNoAnswer(error), body: {}, scopes: null, dateMs: null };
  }
}

export function slackAway(why: string): ExpectedError {
  return new ExpectedError('slack_unreachable', `Slack does not answer: ${why}`, {
    hint: 'Check the way to slack.com (proxy, firewall); behind a proxy set HTTPS_PROXY and NODE_USE_ENV_PROXY=1.',
  });
}
