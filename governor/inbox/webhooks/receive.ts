import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../platform/clock.ts';
import { isExpected } from '../../../platform/errors.ts';
import type { Log } from '../../../platform/log.ts';
import type { OutreachForGovernor } from '../../../ports/outreach.ts';
import { statusEvent } from '../../providers/events.ts';
import type { Heard } from './heard.ts';

const WEBHOOK_PATH = '/webhooks/unipile';
const MAX_BYTES = 1024 * 1024;

/** Webhooks as one version of the API sends them. */
export interface Webhooks {
  /** By its headers alone, before the body is read: a code when it is refused. */
  refuses(headers: IncomingHttpHeaders, now: number): string | null;
  /** The body is the sender's own. */
  isGenuine(headers: IncomingHttpHeaders, raw: Buffer): boolean;
  /** What it says; undefined when it has no form that is known. */
  read(body: unknown, receivedAt: string): Promise<Heard | undefined> | Heard | undefined;
}

interface ReceiveTools {
  outreach: Pick<OutreachForGovernor, 'recordInbound' | 'recordAccountStatus'>;
  /** Undefined, as there is no secret: everything is refused. */
  webhooks: Webhooks | undefined;
  /** An account is said to be well again: asks the provider, as news may be old. */
  confirmStatus(accountId: string): Promise<void>;
  clock: Clock;
  log: Log;
}

/**
 * `POST /webhooks/unipile`. 200 only once what it says is stored; anything else and Unipile sends it again.
 * Repetitions and any order are harmless: the key names what happened.
 */
export function receiveWebhook(tools: ReceiveTools): (req: IncomingMessage, res: ServerResponse) => boolean {
  return (req, res) => {
    if (req.url?.split('?')[0] !== WEBHOOK_PATH) return false;
    receive(tools, req, res).catch((error: unknown) => {
      tools.log.error('webhook_not_stored', { error });
      answer(res, 503, 'not_stored');
    });
    return true;
  };
}

async function receive(tools: ReceiveTools, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method !== 'POST') return answer(res, 405, 'post_only');
  const { webhooks } = tools;
  if (!webhooks) return answer(res, 503, 'no_secret_configured');
  const now = tools.clock.now();
  const refusal = webhooks.refuses(req.headers, now);
  if (refusal !== null) return answer(res, 401, refusal);
  const raw = await readBody(req);
  if (raw === undefined) return answer(res, 413, 'too_large');
  if (!webhooks.isGenuine(req.headers, raw)) return answer(res, 401, 'wrong_secret');
  const receivedAt = new Date(now).toISOString();
  const heard = await webhooks.read(parse(raw), receivedAt);
  // What is not understood is refused visibly, so that a changed format does not lose replies in silence.
  if (!heard) {
    tools.log.warn('webhook_not_understood');
    return answer(res, 400, 'unknown_form');
  }
  try {
    await store(tools, heard, receivedAt);
  } catch (error) {
    if (!isExpected(error) || error.code === 'database_unavailable') throw error;
    // The database's own refusal, such as an account that is not ours.
    tools.log.warn('webhook_refused', { code: error.code });
    return answer(res, 404, error.code);
  }
  answer(res, 200, 'ok');
}

async function store(tools: ReceiveTools, heard: Heard, now: string): Promise<void> {
  if (heard.is === 'nothing') return;
  if (heard.is === 'event') {
    await tools.outreach.recordInbound(heard.event);
    return;
  }
  const { accountId, status, key } = heard;
  // Bad news count at once. Good news may have been overtaken: the provider is asked how it is now.
  if (status === 'ok') await tools.confirmStatus(accountId);
  else if (key === undefined) await tools.outreach.recordAccountStatus(accountId, status);
  // Bad news that come again do not stop an account that is well by now.
  else await tools.outreach.recordInbound(statusEvent({ accountId, status, key, at: now }));
}

/** In constant time. */
export function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/**
 * Hooks that were created by API come without a content type: the body is read as JSON under any label. Halves of characters and
 * zeros, which no database stores, do not stay in it: what holds one would come again for good.
 */
function parse(raw: Buffer): unknown {
  const storable = (_key: string, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;
  try {
    return JSON.parse(raw.toString('utf8'), storable);
  } catch {
    return undefined;
  }
}

/** Undefined: more than may be sent. */
async function readBody(req: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += (chunk as Buffer).length;
    if (size > MAX_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function answer(res: ServerResponse, status: number, what: string): void {
  if (res.headersSent) return;
  res.writeHead(status, {
    'content-type': 'application/json',
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  res.end(JSON.stringify(status === 200 ? { ok: true } : { error: what }));
}
