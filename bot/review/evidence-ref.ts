import { z } from 'zod';

export const evidenceActions = {
  open: 'evidence_open',
  previous: 'evidence_previous',
  next: 'evidence_next',
  filter: 'evidence_filter',
  retract: 'evidence_retract',
} as const;

/** Which claims of which version a window shows. */
export const evidenceRef = z.object({
  job: z.string(),
  version: z.number().int(),
  /** From 0. */
  page: z.number().int().min(0),
  /** Those that need a look alone. */
  doubtful: z.boolean(),
});
export type EvidenceRef = z.infer<typeof evidenceRef>;

/** A claim to be called wrong, and the page that it stands on. */
export const retractionRef = evidenceRef.extend({ hash: z.string(), claim: z.string() });
export type RetractionRef = z.infer<typeof retractionRef>;
