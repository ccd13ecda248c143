import type { IncomingMessage, ServerResponse } from 'node:http';
import { sign } from '../../sandbox/slack/sign.ts';

/** One request that the stand-in sent to the app. */
export interface Received {
  kind: 'command' | 'interaction' | 'event';
  headers: IncomingMessage['headers'];
  rawBody: string;
  /** Fields of a command, payload of an interaction, envelope of an event. */
  payload: Record<string, unknown>;
}

export interface Reply {
  status?: number;
  /** A text, or an object that is sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Never answer: Slack runs into its timeout. */
  hang?: boolean;
}

/**
 * An app for tests: keeps what it received and answers as told. It refuses a wrong signature, so that each test that
 * uses it also proves the signing.
 */
export function recordApp(
  signingSecret: string,
  reply: (received: Received) => Reply | Promise<Reply> = () => ({}),
) {
  const received: Received[] = [];
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
    const rawBody = Buffer.concat(chunks).toString();
    const timestamp = Number(req.headers['x-slack-request-timestamp']);
    if (sign(signingSecret, rawBody, timestamp)['x-slack-signature'] !== req.headers['x-slack-signature']) {
      res.writeHead(401).end();
      return;
    }
    const one = read(req, rawBody);
    received.push(one);
    const { status = 200, body, headers = {}, hang } = await reply(one);
    if (hang) return;
    const json = body !== undefined && typeof body !== 'string';
    res.writeHead(status, { ...(json ? { 'content-type': 'application/json' } : {}), ...headers });
    res.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
  };
  return {
    received,
    of: (kind: Received['kind']) => received.filter((r) => r.kind === kind),
    /** Events by the type inside the envelope. */
    events: (type: string) =>
      received
        .filter((r) => r.kind === 'event')
        .map((r) => r.payload.event as Record<string, unknown> | undefined)
        .filter((event): event is Record<string, unknown> => event?.type === type),
    handler: (req: IncomingMessage, res: ServerResponse): boolean => {
      if (req.method !== 'POST' || req.url !== '/slack/events') return false;
      void answer(req, res);
      return true;
    },
  };
}

function read(req: IncomingMessage, rawBody: string): Received {
  const { headers } = req;
  if (headers['content-type'] === 'application/json')
    return { kind: 'event', headers, rawBody, payload: JSON.parse(rawBody) };
  const fields = Object.fromEntries(new URLSearchParams(rawBody));
  if (fields.payload !== undefined)
    return { kind: 'interaction', headers, rawBody, payload: JSON.parse(fields.payload) };
  return { kind: 'command', headers, rawBody, payload: fields };
}
