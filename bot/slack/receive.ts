import type { IncomingMessage, ServerResponse } from 'node:http';
import { isValidSlackRequest } from '@slack/bolt';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { readBody } from './read-body.ts';
import { isRecord } from './request-fault.ts';
import { SeenSignatures } from './seen-signatures.ts';

const PATH = '/slack/events';
const FORM = 'application/x-www-form-urlencoded';
const MAX_BYTES = 1024 * 1024;
/** How far a timestamp may be from now, either way, s. */
const WINDOW_S = 300;

interface ReceiveOptions {
  signingSecret: string;
  clock: Clock;
  log: Log;
  /** Bolt's listener; finds the body in `req.rawBody`. */
  next(req: IncomingMessage, res: ServerResponse): void;
  /** True once the part is stopping: Slack then tries again, with another replica or after the restart. */
  stopping(): boolean;
}

/**
 * Lets only fresh, signed and new requests through to Bolt, which by itself accepts timestamps of the future and
 * byte-identical replays (tried with 5.1), does not acknowledge `app_rate_limited`, and dies of a body that is no object.
 *
 * @returns Handles a request of the process's server; false: not Slack's path.
 */
export function receive(options: ReceiveOptions): (req: IncomingMessage, res: ServerResponse) => boolean {
  const seen = new SeenSignatures(options.clock, WINDOW_S * 2 * 1000);
  return (req, res) => {
    if (req.url?.split('?')[0] !== PATH) return false;
    if (req.method !== 'POST') {
      end(res, 405);
      return true;
    }
    if (options.stopping()) {
      end(res, 503);
      return true;
    }
    handle(options, seen, req, res).catch((error: unknown) => {
      options.log.error('slack_request_failed', { error });
      if (!res.headersSent) end(res, 500);
    });
    return true;
  };
}

async function handle(
  { signingSecret, clock, log, next }: ReceiveOptions,
  seen: SeenSignatures,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const body = await readBody(req, MAX_BYTES, clock);
  if (typeof body === 'number') return end(res, body);
  // Bolt takes a form only under exactly this type (a charset behind it leads to 400).
  if (req.headers['content-type']?.startsWith(`${FORM};`)) req.headers['content-type'] = FORM;
  const text = body.toString('utf8');
  if (req.headers['content-type'] === FORM && new URLSearchParams(text).get('ssl_check') === '1') {
    return end(res, 200);
  }

  const signature = header(req, 'x-slack-signature');
  const timestamp = Number(header(req, 'x-slack-request-timestamp') || Number.NaN);
  const signed = {
    signingSecret,
    body: text,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp },
    // The distance from now is judged below, so that a clock that is wrong is told from a forgery.
    nowMilliseconds: timestamp * 1000,
  };
  const skewMs = clock.now() - timestamp * 1000;
  const fault = !Number.isInteger(timestamp)
    ? 'no_timestamp'
    : !isValidSlackRequest(signed)
      ? 'bad_signature'
      : Math.abs(skewMs) > WINDOW_S * 1000
        ? 'clock_skew'
        : !seen.isNew(signature)
          ? 'replayed'
          : null;
  if (fault !== null) {
    // Signed by Slack and long ago or ahead: this machine's clock is wrong by about `ms`, or it is sent again by another.
    log.warn('slack_request_refused', { code: fault, ...(fault === 'clock_skew' ? { ms: skewMs } : {}) });
    return end(res, 401);
  }
  // What we could not take may come again as it is.
  res.once('finish', () => {
    if (res.statusCode >= 400) seen.forget(signature);
  });
  const request = parsed(text, req.headers['content-type'] === FORM);
  if (!isRecord(request)) {
    log.warn('slack_request_refused', { code: 'no_object' });
    return end(res, 400);
  }
  if (request.type === 'app_rate_limited') {
    log.warn('slack_events_rate_limited');
    return end(res, 200);
  }
  next(Object.assign(req, { rawBody: body }), res);
}

/** As Bolt reads it, which looks into the result before it knows that it is an object: `null` would end the process. */
function parsed(text: string, isForm: boolean): unknown {
  const form = isForm ? new URLSearchParams(text) : null;
  const json = form ? form.get('payload') : text;
  if (json === null) return Object.fromEntries(form ?? []);
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function header(req: IncomingMessage, name: string): string {
  const value = req.headers[name];
  return typeof value === 'string' ? value : '';
}

function end(res: ServerResponse, status: number): void {
  res.writeHead(status).end();
}
