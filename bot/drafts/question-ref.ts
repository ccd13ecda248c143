import { z } from 'zod';

/** What a button of a question carries: which text was above it. Neither content nor authority. */
export const questionRef = z.object({ job: z.string(), number: z.number().int(), hash: z.string() });
export type QuestionRef = z.infer<typeof questionRef>;
