import type { z } from 'zod';
import { articleTasks } from './article.ts';
import { companyTask } from './company.ts';
import { deckTasks } from './deck.ts';
import { mendTask } from './mend.ts';
import { notesTasks } from './notes.ts';
import { planTasks } from './plan.ts';
import { repliesTasks } from './replies.ts';
import { researchTasks } from './research.ts';
import { supportTask } from './support.ts';
import { understandingTask } from './understanding.ts';

/** Each task by its name, which is also the name of its answer's JSON schema. */
export const taskShapes = {
  ...deckTasks,
  ...articleTasks,
  ...researchTasks,
  ...planTasks,
  company_facts: companyTask,
  ...notesTasks,
  ...repliesTasks,
  quote_support: supportTask,
  mend_sentences: mendTask,
  thread_understanding: understandingTask,
} satisfies { [Name in string]: z.ZodType<{ task: string }> };
export type TaskName = keyof typeof taskShapes;
export type ModelTask = z.infer<(typeof taskShapes)[TaskName]>;
// SAFETY: the keys of the object above.
export const taskNames = Object.keys(taskShapes) as TaskName[];
