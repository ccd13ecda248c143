import { z } from 'zod';

/** What a part has to do, as the database tells it in one call. */
export const due = z.object({
  /** By queue: seconds until something of it may be due, 0 and less for now. A queue that is not named holds nothing. */
  queues: z.record(z.string(), z.number()),
  /** Elsewhere something is under way that will leave more. */
  working: z.boolean(),
});
export type Due = z.infer<typeof due>;

/** What several systems tell, each with its queues below its name: `content.outbox`. */
export async function allDue(systems: Record<string, () => Promise<Due>>): Promise<Due> {
  const told = await Promise.all(
    Object.entries(systems).map(async ([name, ask]) => ({ name, ...(await ask()) })),
  );
  const queues = told.flatMap(({ name, queues }) =>
    Object.entries(queues).map(([queue, inS]) => [`${name}.${queue}`, inS] as const),
  );
  return { queues: Object.fromEntries(queues), working: told.some(({ working }) => working) };
}
