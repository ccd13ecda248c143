import { z } from 'zod';
import { approvalState } from '../approver-rules.ts';

export const actionTypes = ['view_profile', 'send_invite', 'send_message', 'withdraw_invite'] as const;
export type ActionType = (typeof actionTypes)[number];

export const actionStatuses = [
  'pending_approval',
  'approved',
  'scheduled',
  'dispatching',
  'completed',
  'failed',
  'unknown',
  'not_sent',
  'cancelled',
  'skipped',
  'expired',
  'suppressed',
] as const;

/** What holds an action back. In the order in which the release checks them. */
export const blockers = [
  'kill_switch',
  'paused',
  'terms_not_acknowledged',
  'account_status',
  'breaker',
  'window',
  'holiday',
  'gap',
  'in_flight',
  'quota',
  'rolling_cap',
  'pending_cap',
  'warm_up',
  'suppressed',
  'replied',
  'answered_by_hand',
  'campaign_paused',
  'earlier_step',
  'company_cap',
  'stale_inbox',
  'same_words',
  'earlier_unknown',
  'not_connected',
  'already_connected',
  'already_invited',
  'profile_gone',
  'approval',
  'not_due',
] as const;
export type Blocker = (typeof blockers)[number];

const personRef = z.object({
  lead_id: z.string(),
  name: z.string().nullable(),
  /** Canonical: https://www.linkedin.com/in/<slug, lower case>. */
  profile_url: z.string(),
  /** Stable id at the provider; null until the profile was read. */
  provider_id: z.string().nullable(),
  /** All that says who it was is gone. */
  erased_at: z.string().nullish(),
});

/** What an error of the provider means: for the governor, and in words for people. */
export const errorClasses = [
  /** The provider had it already: as good as sent. */
  'success_equivalent',
  /** Sent before, or within a cooling-off time: the profile tells which. */
  'verify',
  'permanent_action',
  'permanent_recipient',
  'permanent_lead',
  'capability',
  'account_limit',
  'rate',
  'account_down',
  'checkpoint',
  'restricted',
  /** Our own key or address is wrong. */
  'config',
  /** Certainly not sent: no connection came about. */
  'not_sent',
  'unknown',
] as const;
export type ErrorClass = (typeof errorClasses)[number];

/** Why the governor itself does not send what it claimed, before any call. */
export const unsentCodes = [
  'no_provider_id',
  'no_text',
  'no_invitation',
  'note_too_long',
  /** The process stood still for too long between claim and call. */
  'stale_claim',
  /** The clock of the database jumped ahead just before. */
  'clock_jumped',
] as const;
export type UnsentCode = (typeof unsentCodes)[number];

/** One row of `linkedin_automation`, as people and the governor see it. */
export const action = z.object({
  id: z.string(),
  team_id: z.string(),
  account_id: z.string(),
  type: z.enum(actionTypes),
  status: z.enum(actionStatuses),
  lead: personRef,
  /** The exact text that would be sent, normalised once (LF, trimmed, NFC); null for actions without words. */
  text: z.string().nullable(),
  /** Rises with each edit; a button carries revision and hash, approval binds to them. */
  revision: z.number().int(),
  hash: z.string(),
  author_id: z.string(),
  /** Who approves this revision, while it waits for a decision. */
  approval: approvalState.nullable().default(null),
  /** Who has approved this revision while it waits for more, or for another decision. */
  approvals: z.array(z.string()).default([]),
  /** How many people have to approve it, by the team's rule. */
  quorum: z.number().int().default(1),
  approved_by: z.string().nullable(),
  approved_at: z.string().nullable(),
  /** Earliest release that people or the planner set; null: not planned yet. */
  scheduled_for: z.string().nullable(),
  jitter_applied_minutes: z.number().nullable(),
  daily_limit_check: z.boolean().nullable(),
  time_window_check: z.boolean().nullable(),
  blocked_by: z.enum(blockers).nullable(),
  retry_at: z.string().nullable(),
  executed_at: z.string().nullable(),
  result: z.record(z.string(), z.unknown()).nullable(),
  /** `message` is for the log, but of a rejection (`rejected`) the note of the person. */
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      class: z.enum(errorClasses).optional().catch(undefined),
    })
    .nullable(),
  /** What the person answered to it, oldest first: that the invitation was accepted, or a message. */
  answers: z
    .array(z.object({ kind: z.enum(['accepted', 'message']), text: z.string().nullable(), at: z.string() }))
    .default([]),
  /** The campaign whose step it is; null: a person proposed it by itself. */
  campaign: z
    .object({
      id: z.string(),
      name: z.string(),
      weight: z.number().int(),
      step: z.number().int(),
      thread_ts: z.string().nullable(),
    })
    .nullable()
    .default(null),
  /** Of what a governor loads: a person's answer to the newest message, with a gap of two minutes and without quota. */
  is_answer: z.boolean().default(false),
  channel_id: z.string(),
  created_at: z.string(),
});
export type Action = z.infer<typeof action>;

/** What a press on an action's card led to. Only `decided`, `quorum_pending` and `edited` change something. */
export const actionOutcome = z.object({
  outcome: z.enum([
    'decided',
    'quorum_pending',
    'edited',
    'already_decided',
    'superseded',
    'not_allowed',
    'wrong_state',
    'not_found',
  ]),
  /**
   * For `not_allowed`: `author`, `role`, `guest`, `group_unread` (a user group decides whose members were not read just now), `already_approved`, `not_yet` (the other group comes first), `enough` (their group has its approvals), or what is wrong with the words: `placeholder`, `unseen`, `duplicate`; for
   * `decided` with a suppressed person: `suppressed`.
   */
  reason: z.string().nullable(),
  /** The placeholder. */
  found: z.string().nullable().default(null),
  /** Whose approval would count now (user ids). */
  approvers: z.array(z.string()),
  /** For `group_unread`: the user groups to read before the click is made again. */
  user_groups: z.array(z.string()).default([]),
  action: action.nullable(),
});
export type ActionOutcome = z.infer<typeof actionOutcome>;
