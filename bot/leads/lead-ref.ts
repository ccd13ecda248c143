import { z } from 'zod';
import { importPlan } from '../../ports/outreach.ts';

export const leadActions = {
  import: 'leads_import',
  columns: 'leads_columns',
  lookAgain: 'leads_look_again',
  dismiss: 'leads_dismiss',
  show: 'leads_show',
  merge: 'leads_merge',
  apart: 'leads_apart',
  split: 'leads_split',
  erase: 'leads_erase',
  rollback: 'leads_rollback',
} as const;

/**
 * What the buttons of a preview carry: nothing is stored before Import is clicked, so that a preview outlives a restart by
 * what it says itself.
 */
export const previewRef = importPlan.extend({
  /** SHA-256 of the file that was looked at; empty: not looked at yet. */
  hash: z.string(),
  title: z.string(),
  /** Rows of the file. */
  total: z.number().int(),
});
export type PreviewRef = z.infer<typeof previewRef>;

/** A pair of leads, or a merge, that a person judges; `lead` is the one that is shown. */
export const verdictRef = z.object({
  lead: z.string(),
  other: z.string().optional(),
  merge: z.number().int().optional(),
});
