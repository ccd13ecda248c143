import { z } from 'zod';

/** Buttons of lists of jobs, and of one job there and on the Home tab. */
export const jobsActions = {
  show: 'jobs_show',
  newer: 'jobs_newer',
  older: 'jobs_older',
  list: 'jobs_list',
  cancel: 'jobs_cancel',
  retry: 'jobs_retry',
  resume: 'jobs_resume',
  open: 'jobs_open',
} as const;

export const listPlace = z.object({ whose: z.enum(['mine', 'open']), offset: z.number().int().min(0) });
export type ListPlace = z.infer<typeof listPlace>;

/** A job, and the list that it was chosen from; null: it stands alone. */
export const jobRef = z.object({ job: z.string(), place: listPlace.nullable() });
export type JobRef = z.infer<typeof jobRef>;

/**
 * How lists call a job. Two jobs may share such an id (among 65,000 with a probability of about 39 %), which is then answered
 * as ambiguous.
 */
export const shortId = (id: string): string => id.slice(0, 8);
