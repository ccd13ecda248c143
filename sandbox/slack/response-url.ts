import type { IncomingMessage, ServerResponse } from 'node:http';
import { slackLimits } from '../../ports/slack-limits.ts';
import { answerUnderFault } from './answer-under-fault.ts';
import { isObject } from './block-kit/faults-of.ts';
import { readBody, sendText } from './http.ts';
import { newSecret } from './ids.ts';
import { app } from './manifest.ts';
import { deleteMessage, editMessage, postEphemeral, postMessage } from './post.ts';
import type { Json } from './shapes.ts';
import { SlackError } from './slack-error.ts';
import { transaction } from './store/open-store.ts';
import { argsOf } from './web-api/args.ts';
import { contentOf, threadOf } from './web-api/chat.ts';
import type { Workspace } from './workspace.ts';

/** How long an expired address is remembered. */
const KEPT_MS = 24 * 3_600_000;
const MAX_BODY = 1024 * 1024;

/** What a response_url answers to. */
interface Origin {
  channel_id: string;
  user_id: string;
  /** The message whose button was pressed; null for a command. */
  message_ts: string | null;
}

export function newResponseUrl(ws: Workspace, origin: Origin): string {
  const id = newSecret();
  ws.db.prepare('delete from response_urls where expires_at < ?').run(ws.now() - KEPT_MS);
  ws.db
    .prepare('insert into response_urls (id, expires_at, body) values (?, ?, ?)')
    .run(id, Math.floor(ws.now() + ws.timing.responseUrlMs), JSON.stringify(origin));
  return `${ws.origin()}/r/${id}`;
}

/** Answers `POST /r/<id>`: at most 5 times in 30 minutes, also where the app is not a member. */
export async function serveResponseUrl(
  ws: Workspace,
  id: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const raw = await readBody(req, MAX_BODY);
  const work = () => answer(ws, id, raw);
  await answerUnderFault(ws.faults, 'response_url', res, work, ([status, text]) =>
    sendText(res, status, text),
  );
}

function answer(ws: Workspace, id: string, raw: Buffer): [number, string] {
  const row = ws.db.prepare('select uses, expires_at, body from response_urls where id = ?').get(id);
  if (!row) return [404, 'expired_url'];
  if (Number(row.expires_at) < ws.now()) return [404, 'expired_url'];
  if (Number(row.uses) >= slackLimits.responseUrlUses) return [404, 'used_url'];
  let payload: unknown;
  try {
    payload = JSON.parse(raw.toString());
  } catch {
    return [400, 'invalid_payload'];
  }
  if (!isObject(payload)) return [400, 'invalid_payload'];
  try {
    const given = payload;
    transaction(ws.db, () => {
      act(ws, JSON.parse(String(row.body)) as Origin, given);
      ws.db.prepare('update response_urls set uses = uses + 1 where id = ?').run(id);
    });
    return [200, 'ok'];
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return [error.code === 'message_not_found' ? 404 : 400, error.code];
  }
}

function act(ws: Workspace, origin: Origin, payload: Json) {
  const channel = ws.channels.get(origin.channel_id);
  if (!channel) throw new SlackError('channel_not_found');
  const args = argsOf(payload);
  if (args.flag('delete_original') || args.flag('replace_original')) {
    const original = origin.message_ts === null ? undefined : ws.messages.get(channel.id, origin.message_ts);
    if (original && !original.deleted) {
      if (args.flag('delete_original')) return deleteMessage(ws, channel, original);
      const { body } = contentOf(ws, args, original.body);
      const { metadata } = original.body;
      return void editMessage(ws, channel, original, { ...body, ...(metadata ? { metadata } : {}) });
    }
    if (origin.message_ts !== null) throw new SlackError('message_not_found');
  }
  const { body } = contentOf(ws, args);
  // Without thread_ts Slack answers in the channel, also when the button was in a thread (bolt-js#963).
  const threadTs = threadOf(ws, channel, args.text('thread_ts'));
  if (args.text('response_type') === 'in_channel')
    postMessage(ws, channel, { userId: app.bot_user_id, threadTs, body });
  else postEphemeral(ws, channel, { to: origin.user_id, threadTs, body });
}
