import { z } from 'zod';
import { type WriteKind, writeKinds } from '../kinds.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a local time such as 09:00');
const perKind = z.partialRecord(z.enum(writeKinds), z.number().int().min(0).nullable());

/** The limits that the driver of an account promised to keep. What is left out is not judged. */
export const accountRules = z.strictObject({
  time_zone: z.string(),
  window_start: clockTime.optional(),
  /** Exclusive; before the start: the window crosses midnight and belongs to the day on which it began. */
  window_end: clockTime.optional(),
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  working_days: z.array(z.number().int().min(1).max(7)).optional(),
  /** Local dates, e.g. 2026-12-25. */
  holidays: z.array(z.iso.date()).optional(),
  gap_min_minutes: z.number().min(0).optional(),
  /** By local date. */
  daily_max: perKind.optional(),
  /** In any 7 days. */
  rolling_7d_max: perKind.optional(),
  pending_invites_max: z.number().int().min(0).optional(),
});
export type AccountRules = z.infer<typeof accountRules>;

/** What people decided, as far as it is known at the moment of a call. Null or empty: not known, so not judged. */
export interface Law {
  rules: AccountRules | null;
  /** Each approval of exactly this act and text; null: what people approve is not known here. */
  approvals: Approval[] | null;
  /** An action with exactly this act and text, still approved as it is, is being released now; null: not known. */
  is_released: boolean | null;
  /** Acts of this kind to this person, under all names, whose outcome is not known now, this one among them; null: not known. */
  open_outcomes: number | null;
  /** Since when this person must not be contacted. */
  suppressed_since: number | null;
  /** When a person last let this account go on. */
  resumed_at: number | null;
  /** What the campaign promised whose step this is; null: it is of none. */
  campaign: CampaignLaw | null;
}

interface CampaignLaw {
  paused_since: number | null;
  /** When the step before it was done, by hand too; null: it was not. Of a first step nothing is asked. */
  before_at: number | null;
  is_first: boolean;
  after_acceptance: boolean;
  /** Whole working days since then. */
  wait_days: number;
  /** Other people of the company who were reached in the last 7 days, and how many may be with this one; null: any number. */
  colleagues: number;
  per_company_week: number | null;
}

interface Approval {
  at: number;
  /** A person's answer to what the other one wrote: two minutes of gap, no quota. */
  is_answer: boolean;
}

export const noLaw: Law = {
  rules: null,
  approvals: null,
  is_released: null,
  open_outcomes: null,
  suppressed_since: null,
  resumed_at: null,
  campaign: null,
};

/** What the judge asks about when a call arrives. */
export interface Question {
  account_id: string;
  kind: WriteKind;
  provider_id: string;
  public_identifier: string;
  /** Null when nothing was written, e.g. an invitation without a note. */
  text: string | null;
}
/** Reads the law from where people decide; in the sandbox from schema outreach. */
export type ReadLaw = (question: Question) => Promise<Law>;
