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

/** Characters (code points) of why an approver accepts what is unverified, or retracts a claim. */
export const reasonLength = { min: 10, max: 500 } as const;

/** What a claim has lost since: its sources left the knowledge base, or an approver called its quotes wrong. */
const lost = {
  /** Titles of documents. */
  withdrawn: z.array(z.string()),
  retracted: z.object({ person_id: z.string(), reason: z.string(), at: z.string() }).nullable(),
};
export const lostEvidence = z.object({ claim_id: z.string(), ...lost });
export type LostEvidence = z.infer<typeof lostEvidence>;

/** How many claims of a version an approver has to answer for with a reason. */
export const doubts = z.object({
  unverified: z.number().int(),
  /** A model judged that the quotes do not carry them. */
  unsupported: z.number().int(),
  withdrawn: z.number().int(),
  retracted: z.number().int(),
});
export type Doubts = z.infer<typeof doubts>;

const shownClaim = checkedClaim.extend(lost);
export type ShownClaim = z.infer<typeof shownClaim>;

/** Claims of a version: those that need a look first, then in reading order. `not_allowed`: a guest. */
export const evidencePage = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.enum(['not_found', 'not_allowed']) }),
  z.object({
    outcome: z.literal('read'),
    kind: z.string(),
    title: z.string(),
    version: z.number().int(),
    hash: z.string(),
    status: z.string(),
    current_version: z.number().int(),
    /** Whether this person may call a claim wrong. */
    may_retract: z.boolean(),
    /** Of an article or a report, by id; empty for a carousel. */
    parts: z.array(z.object({ id: z.string(), heading: z.string() })).default([]),
    claims: z.array(shownClaim),
    total: z.number().int(),
    /** Claims that need a look. */
    doubtful: z.number().int(),
  }),
]);
export type EvidencePage = Extract<z.infer<typeof evidencePage>, { outcome: 'read' }>;

/** Every outcome but `retracted` changes nothing. `no_quotes`: none of its quotes was found. */
export const retractionOutcome = z.object({
  outcome: z.enum(['retracted', 'already', 'not_allowed', 'not_found', 'no_quotes']),
  /** Who may (user ids). */
  approvers: z.array(z.string()),
});
export type RetractionOutcome = z.infer<typeof retractionOutcome>;

/** An approved version lost evidence afterwards. */
export const evidenceNotice = z.object({
  number: z.number().int(),
  kind: z.enum(['withdrawn', 'retracted']),
  person_id: z.string(),
  /** The document that left the knowledge base. */
  title: z.string().nullable(),
  /** Of a retraction. */
  reason: z.string().nullable(),
  /** Claims of the version that rest on it. */
  claims: z.array(z.string()),
  created_at: z.string(),
});
export type EvidenceNotice = z.infer<typeof evidenceNotice>;
