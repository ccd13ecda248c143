import { z } from 'zod';

// Answers of Unipile v1, read 2026-11-22. Loose, as fields appear without notice; ids are strict, as they are proof.
const id = z.string().min(1);
const list = <T extends z.ZodType>(item: T) =>
  z.looseObject({ items: z.array(item), cursor: z.string().nullish() });

export const userProfile = z.looseObject({
  provider_id: id,
  public_identifier: z.string().nullish(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  headline: z.string().nullish(),
  /** Newest first, and only where LinkedIn gave it: it is not asked for, as each section is a request more. */
  work_experience: z
    .array(
      z.looseObject({
        position: z.string().nullish(),
        company: z.string().nullish(),
        current: z.boolean().nullish(),
        end: z.unknown(),
      }),
    )
    .nullish()
    .catch(null),
  network_distance: z.string().nullish(),
  is_relationship: z.boolean().nullish(),
  invitation: z.looseObject({ type: z.string().nullish(), status: z.string().nullish() }).nullish(),
});

export const invitationSent = z.looseObject({ invitation_id: id, usage: z.number().nullish() });
export const chatStarted = z.looseObject({ chat_id: id, message_id: id });

export const invitationList = list(
  z.looseObject({
    id,
    invited_user_id: z.string().nullish(),
    invited_user_public_id: z.string().nullish(),
  }),
);

export const chatList = list(z.looseObject({ id, attendee_provider_id: z.string().nullish() }));

export const messageList = list(
  z.looseObject({
    id,
    sender_id: z.string().nullish(),
    text: z.string().nullish(),
    timestamp: z.string().nullish(),
    is_sender: z.union([z.literal(0), z.literal(1), z.boolean()]),
    deleted: z.union([z.number(), z.boolean()]).nullish(),
    is_event: z.union([z.number(), z.boolean()]).nullish(),
  }),
);

export const relationList = list(
  z.looseObject({
    member_id: id,
    public_identifier: z.string().nullish(),
    created_at: z.number().nullish(),
  }),
);

const source = z.looseObject({ status: z.string() });
export const account = z.looseObject({ id, type: z.string().nullish(), sources: z.array(source).nullish() });
export const accountList = list(account);

/** A 2xx whose body proves nothing more. */
export const anyAnswer = z.unknown();
