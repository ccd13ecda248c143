import { z } from 'zod';

/** What a form of the house rules carries. */
export const settingOrigin = z.object({
  /** The version that the form was filled from. */
  base: z.number().int(),
  /** Null: a new rule, or the voice. */
  rule: z.string().nullable(),
  /** Page of the list that the form was opened from. */
  offset: z.number().int(),
  channel_id: z.string().nullable(),
  /** Of the list, to be drawn anew. */
  response_url: z.string().nullable(),
});
export type SettingOrigin = z.infer<typeof settingOrigin>;
