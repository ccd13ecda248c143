import { z } from 'zod';
import { acceptedEvent, messageEvent } from '../../providers/events.ts';
import { readStatus } from '../../providers/unipile-v2/read-status.ts';
import { type Heard, timeOf } from './heard.ts';

const id = z.string().min(1).max(500);
const envelope = z.looseObject({ id, type: z.string(), account_id: id, payload: z.unknown() });
const message = z.looseObject({
  id,
  chat_id: id,
  sender_id: z.string().nullish(),
  text: z.string().max(100_000).nullish(),
  /** A reply without a sensible time is a reply all the same: the database gives it one. */
  timestamp: z.unknown(),
  is_sender: z.boolean(),
  is_event: z.boolean().nullish(),
});
const relation = z.looseObject({
  user: z.looseObject({ id, public_identifier: z.string().nullish() }),
});
/** Good news, and news that do not say how the account itself is: it is asked. */
const isAsked = new Set(['running', 'degraded', 'partial', 'locked', 'unlocked', 'reconnect']);

/**
 * What a webhook of V2 says; undefined when one that we live by has no form that is known. Names that we do not know are
 * nothing: new ones come at any time.
 *
 * @param receivedAt ISO; only for what carries no time of its own.
 */
export async function normaliseV2(
  body: unknown,
  receivedAt: string,
  personOfChat: (accountId: string, chatId: string) => Promise<string | null>,
): Promise<Heard | undefined> {
  const read = envelope.safeParse(body);
  if (!read.success) return undefined;
  const { type, account_id: accountId, payload, id: eventId } = read.data;
  const [, word] = /^account\.(?:status\.)?(\w+)$/.exec(type) ?? [];
  if (type.startsWith('account.status.') || isAsked.has(word ?? '')) {
    if (word === undefined) return undefined;
    const status = isAsked.has(word) ? 'ok' : readStatus({ status: word });
    return { is: 'account_status', accountId, status, key: `status:${accountId}:${eventId}` };
  }
  if (type === 'relation.new') {
    const made = relation.safeParse(payload);
    if (!made.success) return undefined;
    const { user } = made.data;
    const profileUrl = user.public_identifier
      ? `https://www.linkedin.com/in/${user.public_identifier}`
      : null;
    return {
      is: 'event',
      event: acceptedEvent({ accountId, providerId: user.id, profileUrl, at: receivedAt }),
    };
  }
  if (type !== 'message.new') return { is: 'nothing' };
  const said = message.safeParse(payload);
  if (!said.success) return undefined;
  const { is_sender: mine, chat_id: chatId, sender_id: senderId } = said.data;
  if (said.data.is_event) return { is: 'nothing' };
  const event = messageEvent({
    accountId,
    messageId: said.data.id,
    chatId,
    mine,
    providerId: mine ? await personOfChat(accountId, chatId) : (senderId ?? null),
    profileUrl: null,
    text: said.data.text ?? null,
    at: timeOf(said.data.timestamp) ?? receivedAt,
  });
  return { is: 'event', event };
}
