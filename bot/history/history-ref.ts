import { z } from 'zod';
import { historyFilter } from '../../ports/content.ts';

export const historyActions = {
  newer: 'history_newer',
  older: 'history_older',
  csv: 'history_csv',
  open: 'history_open',
} as const;

/** Which page of which part of the history a button leads to. */
export const historyPlace = z.object({ filter: historyFilter, offset: z.number().int().min(0) });
export type HistoryPlace = z.infer<typeof historyPlace>;
