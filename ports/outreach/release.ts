import { z } from 'zod';
import { account } from './account.ts';
import { action, actionTypes, blockers } from './action.ts';

/** What the governor reads for one account on a beat: O(due), never the whole history. */
export const accountLoad = z.object({
  account,
  /** Database time of this answer; decisions use it and no other clock. */
  now: z.string(),
  last_dispatch_at: z.string().nullable(),
  /** Local date of `now` in the account's zone, and today's draw per type (made once, the same on every replica). */
  local_date: z.string(),
  quotas: z.array(
    z.object({
      type: z.enum(actionTypes),
      quota: z.number().int(),
      used_today: z.number().int(),
      used_7d: z.number().int(),
    }),
  ),
  /** Instants that the holidays of the account's country make closed days: local dates from today on. */
  holidays: z.array(z.string()),
  /**
   * What each campaign (null: what people proposed by itself) had of the account since the newest running one began, 7 days
   * at most: from then on they compete.
   */
  shares: z
    .array(
      z.object({ campaign_id: z.string().nullable(), type: z.enum(actionTypes), used: z.number().int() }),
    )
    .default([]),
  /** Approved or scheduled, oldest approval first, at most 100: of each type and campaign some. */
  actions: z.array(action),
});
export type AccountLoad = z.infer<typeof accountLoad>;

/** Where the planner puts an action; SQL stores it and never releases earlier. */
export interface PlannedAction {
  action_id: string;
  revision: number;
  scheduled_for: string;
  jitter_applied_minutes: number;
}

/** A claim whose commit was heard: the one licence for one provider call. */
const claimed = z.object({
  outcome: z.literal('claimed'),
  release_id: z.number(),
  fence: z.number(),
  action,
  provider_account_id: z.string(),
  /** Known ids at the provider for this person: what a withdrawal takes back, and the chat of earlier messages. */
  invitation_id: z.string().nullable(),
  chat_id: z.string().nullable(),
});
export type Claimed = z.infer<typeof claimed>;

/** The release transaction's answer. */
export const claimAnswer = z.discriminatedUnion('outcome', [
  claimed,
  z.object({
    outcome: z.literal('held'),
    blocked_by: z.enum(blockers),
    retry_at: z.string().nullable(),
    action,
  }),
  /** It does not wait (any more), or its blocker ended it; null: there is no such action. */
  z.object({
    outcome: z.literal('gone'),
    blocked_by: z.enum(blockers).nullable(),
    action: action.nullable(),
  }),
]);
export type ClaimAnswer = z.infer<typeof claimAnswer>;

/** How a provider call ended, by the classes of the provider's errors. */
const releaseResults = [
  'sent',
  /** The provider had it already (connected, pending): as good as sent, nothing went out. */
  'already',
  'failed',
  'not_sent',
  'unknown',
] as const;
export interface ReleaseResult {
  release_id: number;
  fence: number;
  result: (typeof releaseResults)[number];
  /** Ids that the provider gave: invitation_id, chat_id, message_id, provider_id. */
  provider: Record<string, string>;
  error: { code: string; message: string; class: string } | null;
  /** What the answer says about the account: opens its breaker or changes its status. */
  signal:
    | 'none'
    | 'limit'
    | 'rate'
    | 'account_down'
    | 'checkpoint'
    | 'restricted'
    | 'config'
    | 'server_error'
    | 'not_found';
}

/** A release whose outcome is not known, to be looked up. */
export const unknownRelease = z.object({
  release_id: z.number(),
  action,
  provider_account_id: z.string(),
  dispatched_at: z.string(),
  /** How many look-ups found nothing so far. */
  looked: z.number().int(),
  /** Its turn came after the database was restored: it may have gone since `dispatched_at`, of which the backup knew last. */
  restored: z.boolean().default(false),
});
export type UnknownRelease = z.infer<typeof unknownRelease>;

/** What arrives from the provider, normalised by the adapter. `key` makes a repeat harmless. */
const inboundEvent = z.object({
  key: z.string(),
  kind: z.enum(['message', 'echo', 'accepted', 'account_status']),
  provider_account_id: z.string(),
  /** Of the other person; null for account_status. */
  provider_id: z.string().nullable(),
  profile_url: z.string().nullable(),
  chat_id: z.string().nullable(),
  message_id: z.string().nullable(),
  text: z.string().nullable(),
  /** When it happened by the provider, not when it arrived. */
  at: z.string(),
  status: z.string().nullable(),
});
export type InboundEvent = z.infer<typeof inboundEvent>;
