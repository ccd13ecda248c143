import { z } from 'zod';
import { leadFilter } from './lead-filter.ts';

/** In order; the number of a step is its place, from 1. */
const campaignStep = z.object({
  kind: z.enum(['view_profile', 'send_invite', 'send_message']),
  /** An invitation may go without a note; a message has words, a visit none. */
  with_words: z.boolean(),
  /** After the step before was done, or after the invitation was accepted. Of the first step it says nothing. */
  after: z.enum(['previous_sent', 'accepted']),
  /** Whole working days of the account after that; 0: at once. */
  wait_days: z.number().int().min(0).max(60),
});
export type CampaignStep = z.infer<typeof campaignStep>;

export const campaignStatuses = ['drafting', 'running', 'paused', 'ended'] as const;
const campaignLeadStatuses = [
  'drafting',
  'ready',
  'active',
  'replied',
  'finished',
  'skipped',
  'stopped',
] as const;
const counts = z.record(z.string(), z.number().int());

export const campaign = z.object({
  id: z.string(),
  team_id: z.string(),
  account_id: z.string(),
  account_name: z.string(),
  name: z.string(),
  purpose: z.string(),
  language: z.enum(['en', 'pt-BR']),
  filter: leadFilter,
  steps: z.array(campaignStep),
  stop_on: z.array(z.enum(['company_reply'])),
  weight: z.number().int(),
  per_company_week: z.number().int().nullable(),
  status: z.enum(campaignStatuses),
  person_id: z.string(),
  channel_id: z.string(),
  /** Null until its message stands. */
  thread_ts: z.string().nullable(),
  paused_at: z.string().nullable(),
  paused_by: z.string().nullable(),
  ended_at: z.string().nullable(),
  ended_by: z.string().nullable(),
  end_reason: z.string().nullable(),
  created_at: z.string(),
  people: z.number().int(),
  by_status: z.partialRecord(z.enum(campaignLeadStatuses), z.number().int()),
  /** Of those who are skipped or stopped. */
  reasons: counts,
  /** People: whose invitation went, to whom an invitation or a message went, who accepted, who replied after it. */
  invited: z.number().int(),
  written_to: z.number().int(),
  accepted: z.number().int(),
  replied: z.number().int(),
  /** By the number of the step. */
  sent: counts,
  /** Actions that wait for a person. */
  unknown: z.number().int(),
  next_at: z.string().nullable(),
});
export type Campaign = z.infer<typeof campaign>;

/** What a person asks for. */
export interface CampaignBrief {
  team_id: string;
  account_id: string;
  name: string;
  purpose: string;
  language: Campaign['language'];
  filter: z.infer<typeof leadFilter>;
  steps: CampaignStep[];
  stop_on: Campaign['stop_on'];
  weight: number;
  per_company_week: number | null;
  person_id: string;
  channel_id: string;
  idempotency_key: string;
  response_url: string | null;
}

/** Whom a filter finds, and who is left out: by reason. */
const leftOut = { matching: z.number().int(), left_out: counts };
export const audience = z.object({
  ...leftOut,
  chosen: z.number().int(),
  /** Names of the first five. */
  first: z.array(z.string().nullable()),
});
export type Audience = z.infer<typeof audience>;

export const campaignStarted = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('started'),
    reason: z.null(),
    params: z.record(z.string(), z.unknown()),
    campaign,
  }),
  z.object({
    outcome: z.literal('refused'),
    reason: z.enum([
      'not_allowed',
      'no_account',
      'name',
      'purpose',
      'language',
      'weight',
      'company_cap',
      'steps',
      'name_taken',
      'empty',
    ]),
    /** For `empty` whom the filter finds and why each is left out; for `steps` the step and what is wrong. */
    params: z.record(z.string(), z.unknown()),
    campaign: z.null(),
  }),
]);
export type CampaignStarted = z.infer<typeof campaignStarted>;

export const campaignSteered = z.object({
  outcome: z.enum(['done', 'not_allowed', 'wrong_state', 'not_found']),
  reason: z.string().nullable(),
  campaign: campaign.nullable(),
});
export type CampaignSteered = z.infer<typeof campaignSteered>;

/** The words that people approved for one person of a campaign, as they cross over. */
export const approvedNote = z.object({
  /** Crosses once. */
  key: z.string(),
  campaign_id: z.string(),
  lead_id: z.string(),
  /** All steps of the campaign. `text_hash`: SHA-256 of the text's UTF-8 bytes, hex; null without words. */
  steps: z.array(
    z.object({ step: z.number().int(), text: z.string().nullable(), text_hash: z.string().nullable() }),
  ),
  approvals: z.array(z.object({ person_id: z.string(), at: z.string() })),
  author_id: z.string(),
  /** Who wrote words of it; none of them may have approved it. */
  text_by: z.array(z.string()),
  job_id: z.string(),
  version: z.number().int(),
  channel_id: z.string(),
});
export type ApprovedNote = z.infer<typeof approvedNote>;

export const noteAccepted = z.object({
  outcome: z.enum(['accepted', 'refused']),
  reason: z.string().nullable(),
});
