import { z } from 'zod';

/** A person whom outreach has erased, by its ids and by all words that mean them alone. */
export const erasedPerson = z.object({
  team_id: z.string(),
  lead_ids: z.array(z.string()),
  /** Their messages. */
  event_ids: z.array(z.string()),
  names: z.array(z.string()),
  addresses: z.array(z.string()),
  /** Who erased them: a user id, or the governor, which knew them again. */
  person_id: z.string(),
});
export type ErasedPerson = z.infer<typeof erasedPerson>;

/** How much of a person there was in drafts and in the work on them. */
export const erasedContent = z.object({
  jobs: z.number().int(),
  notes: z.number().int(),
  records: z.number().int(),
  drafts: z.number().int(),
  files: z.number().int(),
  /** In Slack: drawn anew or taken away. */
  messages: z.number().int(),
  /** Documents and other drafts that still name the person: other people's words, for an admin to judge. */
  elsewhere: z.number().int(),
  /** False: there are too many to look at all of them; the newest were. */
  elsewhere_whole: z.boolean().default(true),
});
export type ErasedContent = z.infer<typeof erasedContent>;
