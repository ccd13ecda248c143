import { z } from 'zod';
import { acceptedEvent, messageEvent } from '../../providers/events.ts';
import { readStatus } from '../../providers/unipile/read-status.ts';
import { type Heard, timeOf } from './heard.ts';

const id = z.string().min(1).max(500);
const person = z.looseObject({
  attendee_provider_id: z.string().nullish(),
  attendee_profile_url: z.string().nullish(),
});

const message = z.looseObject({
  event: z.string(),
  account_id: id,
  account_info: z.looseObject({ user_id: id }),
  chat_id: id,
  message_id: id,
  /** REST calls it `text`. */
  message: z.string().max(100_000).nullish(),
  /** A reply without a sensible time is a reply all the same: the database gives it one. */
  timestamp: z.unknown(),
  sender: person,
  attendees: z.array(person).nullish(),
});
const relation = z.looseObject({
  event: z.literal('new_relation'),
  account_id: id,
  user_provider_id: id,
  user_profile_url: z.string().nullish(),
});
const status = z.looseObject({ AccountStatus: z.looseObject({ account_id: id, message: z.string() }) });

/**
 * What a webhook of Unipile v1 says; undefined when it has no form that is known.
 *
 * @param receivedAt ISO; only for what carries no time of its own.
 */
export function normalise(body: unknown, receivedAt: string): Heard | undefined {
  const state = status.safeParse(body);
  if (state.success) {
    const { account_id, message: word } = state.data.AccountStatus;
    return { is: 'account_status', accountId: account_id, status: readStatus(word) };
  }
  const accepted = relation.safeParse(body);
  if (accepted.success) {
    const { account_id, user_provider_id, user_profile_url } = accepted.data;
    const event = acceptedEvent({
      accountId: account_id,
      providerId: user_provider_id,
      profileUrl: user_profile_url ?? null,
      at: receivedAt,
    });
    return { is: 'event', event };
  }
  const said = message.safeParse(body);
  if (!said.success) {
    const other = z.looseObject({ event: z.string(), account_id: id }).safeParse(body);
    return other.success && ignored.has(other.data.event) ? { is: 'nothing' } : undefined;
  }
  if (said.data.event !== 'message_received') return { is: 'nothing' };
  const { account_id, account_info, sender, attendees } = said.data;
  // Our own messages come back the same way, with nothing that says so but the sender.
  const mine = sender.attendee_provider_id === account_info.user_id;
  const other = mine ? attendees?.find((a) => a.attendee_provider_id !== account_info.user_id) : sender;
  const event = messageEvent({
    accountId: account_id,
    messageId: said.data.message_id,
    chatId: said.data.chat_id,
    mine,
    providerId: other?.attendee_provider_id ?? null,
    profileUrl: other?.attendee_profile_url ?? null,
    text: said.data.message ?? null,
    at: timeOf(said.data.timestamp) ?? receivedAt,
  });
  return { is: 'event', event };
}

const ignored: ReadonlySet<string> = new Set([
  'message_read',
  'message_reaction',
  'message_edited',
  'message_deleted',
  'message_delivered',
]);
