import type { Json } from './shapes.ts';
import { FORM, JSON_TYPE, sign } from './sign.ts';

export interface Delivery {
  /** The app's HTTP status; 0 when it did not answer. */
  status: number;
  text: string;
  ms: number;
  /** Slack's word for what went wrong, for X-Slack-Retry-Reason. */
  reason?: 'http_timeout' | 'connection_failed' | 'http_error' | 'too_many_redirects';
  /** The app asked not to be sent this again. */
  noRetry: boolean;
}
/** The way to the app; each answers with what came of it and never rejects. */
export interface Deliver {
  command(fields: Record<string, string>): Promise<Delivery>;
  interaction(payload: Json): Promise<Delivery>;
  event(envelope: Json, retry?: { num: number; reason: string }): Promise<Delivery>;
}

/** Slack follows so many of an event's request. */
const MAX_REDIRECTS = 2;

/** Sends signed requests to the app, as Slack does. */
export function createDeliver(settings: { url(): string; signingSecret: string; ackMs: number }): Deliver {
  const send = async (
    rawBody: string,
    contentType: string,
    extra: Record<string, string> = {},
    redirects = 0,
  ): Promise<Delivery> => {
    const started = performance.now();
    const took = () => Math.round((performance.now() - started) * 10) / 10;
    try {
      const signal = AbortSignal.timeout(settings.ackMs);
      const ask = (address: string): Promise<Response> =>
        fetch(address, {
          method: 'POST',
          headers: {
            'content-type': contentType,
            'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
            ...sign(settings.signingSecret, rawBody),
            ...extra,
          },
          body: rawBody,
          redirect: 'manual',
          signal,
        });
      let address = settings.url();
      let response = await ask(address);
      for (let left = redirects; left > 0 && isRedirect(response); left -= 1) {
        address = nextAddress(address, response);
        await response.body?.cancel();
        response = await ask(address);
      }
      const text = await response.text();
      const noRetry = response.headers.get('x-slack-no-retry') === '1';
      const ok = response.status >= 200 && response.status < 300;
      const reason = redirects > 0 && isRedirect(response) ? 'too_many_redirects' : 'http_error';
      return { status: response.status, text, ms: took(), noRetry, ...(ok ? {} : { reason }) };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      const reason = timedOut ? 'http_timeout' : 'connection_failed';
      return { status: 0, text: '', ms: took(), noRetry: false, reason };
    }
  };
  return {
    command: (fields) => send(new URLSearchParams(fields).toString(), FORM),
    interaction: (payload) =>
      send(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM),
    event: (envelope, retry) =>
      send(
        JSON.stringify(envelope),
        JSON_TYPE,
        retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {},
        MAX_REDIRECTS,
      ),
  };
}

const isRedirect = ({ status, headers }: Response): boolean =>
  (status === 301 || status === 302) && headers.has('location');

/** @throws When it leads off this machine: the stand-in asks no other. */
function nextAddress(from: string, { headers }: Response): string {
  const to = new URL(headers.get('location') ?? '', from);
  if (!/^(127\.0\.0\.1|localhost|\[::1\])$/.test(to.hostname))
    throw new Error(`Cannot follow a redirect to ${to.hostname}: accepted is this machine`);
  return to.href;
}
