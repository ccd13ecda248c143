import { z } from 'zod';

/** Something on the list of what is never contacted again. `value`: `slug:...`, a company's key, a domain. */
const suppression = z.object({
  id: z.number().int(),
  kind: z.enum(['person', 'company', 'domain']),
  value: z.string(),
  /** Of a person who is a lead. */
  name: z.string().nullable(),
  reason: z.string(),
  person_id: z.string(),
  created_at: z.string(),
});
export type Suppression = z.infer<typeof suppression>;

export const suppressionList = z.object({ total: z.number().int(), suppressions: z.array(suppression) });
