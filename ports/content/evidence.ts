import { z } from 'zod';
import { foundWithoutPlace } from './findings.ts';

/** A quote that stands word for word in a snapshot: the stored text of a document as it was when it was quoted. */
export const quotedEvidence = z.object({
  /**
   * `e` and 16 hex digits of sha256 over `<snapshot_sha256>:<start>-<end>`: the same quote has the same id in every job and
   * type of draft. Empty: not found.
   */
  id: z.string(),
  passage_id: z.string(),
  document_id: z.string(),
  snapshot_sha256: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  fetched_at: z.string().nullable(),
  quote: z.string(),
  /** The sentence before and the sentence after the quote in the snapshot; empty at an end. */
  before: z.string(),
  after: z.string(),
  /** Offsets in characters (code points) into the snapshot, end exclusive; -1: not found. */
  start: z.number().int(),
  end: z.number().int(),
});
export type QuotedEvidence = z.infer<typeof quotedEvidence>;

/**
 * What code found of a claim. `repaired`: a fault was found in this claim, and a new exact quote mended it. `unverified`: a
 * fault is left; an approver may accept it with a reason.
 */
export const claimStatuses = ['verified', 'repaired', 'unverified'] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/** A sentence of a draft that rests on quotes, and what became of it. */
export const checkedClaim = z.object({
  /** `c1`, `c2`, …: in reading order, within the version. */
  id: z.string(),
  /** A slide, from 1; the id of a part; null: the draft as a whole. */
  place: z.union([z.number().int(), z.string()]).nullable(),
  text: z.string(),
  evidence: z.array(quotedEvidence),
  status: z.enum(claimStatuses),
  /** Of an unverified claim alone. */
  faults: z.array(foundWithoutPlace),
  /** Whether the quotes carry the sentence, as a model judged, apart from what code found; null: not judged. */
  support: z.enum(['supported', 'partly', 'not', 'by_hand']).nullable(),
  /** Numbers, dates and names of the sentence that people gave or that count what stands there: no source need hold them. */
  given: z.array(z.string()).optional(),
});
export type CheckedClaim = z.infer<typeof checkedClaim>;
