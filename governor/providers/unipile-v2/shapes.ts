import { z } from 'zod';

// Answers of Unipile V2, read 2026-11-29 in its SDK. Loose, as fields appear without notice; ids are strict, as they are proof.
const id = z.string().min(1);
const text = z.string().nullish();
const list = <T extends z.ZodType>(item: T) => z.looseObject({ data: z.array(item), next_cursor: text });

const user = z.looseObject({ id, public_identifier: text });

export const userProfile = z.looseObject({
  id,
  public_identifier: text,
  display_name: text,
  first_name: text,
  last_name: text,
  /** The headline; V2 calls the summary `bio`. */
  description: text,
  specifics: z
    .looseObject({
      network_distance: text,
      relation_request_status: text,
      relation_request: z.looseObject({ type: text }).nullish(),
      notify_visit_token: text,
    })
    .nullish(),
});

export const profileVisited = z.looseObject({ object: z.literal('ProfileVisited') });
export const relationRequest = z.looseObject({ object: z.literal('RelationRequest'), id });
export const relationRequestCanceled = z.looseObject({ object: z.literal('RelationRequestCanceled') });
export const relationRequestList = list(
  z.looseObject({ id, type: z.literal('sent').nullish(), user: user.nullish() }),
);

/** An array of ids stands for one message with its attachments. */
const messageId = z.union([id, z.tuple([id], id).transform(([first]) => first)]);
export const chatStarted = z.looseObject({ chat_id: id, message_id: messageId });

export const inboxList = list(z.looseObject({ id, disabled: z.boolean().nullish() }));
export const chat = z.looseObject({ id, user_id: text, last_message_timestamp: text });
export const chatList = list(chat);

export const message = z.looseObject({
  id,
  chat_id: text,
  sender_id: text,
  text,
  timestamp: text,
  is_sender: z.boolean(),
  is_event: z.boolean().nullish(),
  is_deleted: z.boolean().nullish(),
});
export const messageList = list(message);

/** `id` is of the relation, not of the person. */
export const relationList = list(z.looseObject({ id: text, created_at: text, user }));

export const account = z.looseObject({
  id,
  provider: text,
  status: z.string(),
  is_locked: z.boolean().nullish(),
  metadata: z
    .looseObject({ products_connection_status: z.record(z.string(), z.string()).nullish().catch(null) })
    .nullish(),
});
export const accountList = z.looseObject({ data: z.array(account), has_more: z.boolean() });
