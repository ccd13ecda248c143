import { z } from 'zod';
import type { AccountRules } from './judge/law.ts';
import type { CallKind } from './kinds.ts';

export type Json = Record<string, unknown>;

/** Versions of Unipile's API. */
export type ApiVersion = 'v1' | 'v2';

export const tiers = ['free', 'premium', 'sales_navigator'] as const;
export type Tier = (typeof tiers)[number];

/** What LinkedIn and Unipile may do to an account. `checkpoint` and `restricted` show as CREDENTIALS and ERROR in v1. */
export const accountStatuses = [
  'ok',
  'connecting',
  'credentials',
  'checkpoint',
  'restricted',
  'error',
  'stopped',
] as const;
export type AccountStatus = (typeof accountStatuses)[number];

/** Limits that LinkedIn never tells; null: none. */
export const hiddenLimits = z.object({
  /** Invitations in any 7 days. */
  invites_7d: z.number().int().min(0).nullable(),
  /** Invitations with a note in a calendar month (UTC). */
  notes_month: z.number().int().min(0).nullable(),
  views_day: z.number().int().min(0).nullable(),
  messages_day: z.number().int().min(0).nullable(),
  /** With which error an invitation above the limit is answered: Unipile's own pages name all of these. */
  over: z.enum(['cannot_resend_yet', 'limit_exceeded', 'too_many_requests', 'provider_error']),
});
export type HiddenLimits = z.infer<typeof hiddenLimits>;

export interface Account {
  id: string;
  name: string;
  first_name: string;
  last_name: string;
  provider_id: string;
  public_identifier: string;
  tier: Tier;
  status: AccountStatus;
  created_at: number;
  limits: HiddenLimits;
  /** What the judge holds the account to, unless the sandbox reads it from where people decide. */
  rules: AccountRules | null;
  /** When it stopped being OK; null while it is. */
  down_at: number | null;
  /** When the account's driver could first know that it is not OK: an acknowledged webhook, or a refused call. */
  down_known_at: number | null;
}

/** A member of LinkedIn. */
export interface Person {
  provider_id: string;
  public_identifier: string;
  first_name: string;
  last_name: string;
  headline: string;
  company: string;
  location: string;
  language: string;
  distance: 'SECOND_DEGREE' | 'THIRD_DEGREE' | 'OUT_OF_NETWORK';
}

export interface Invitation {
  id: string;
  account_id: string;
  person_id: string;
  text: string | null;
  status: 'PENDING' | 'ACCEPTED' | 'IGNORED' | 'WITHDRAWN';
  sent_at: number;
  /** LinkedIn shows it only from then on. */
  visible_at: number;
  ended_at: number | null;
  by: 'api' | 'human';
}

export interface Chat {
  id: string;
  account_id: string;
  person_id: string;
}

export interface Message {
  id: string;
  chat_id: string;
  account_id: string;
  person_id: string;
  /** The account's own words, not the other person's. */
  is_own: boolean;
  text: string;
  at: number;
  visible_at: number;
  /** When the account's driver could first know of it. */
  known_at: number | null;
}

/** One call that reached the provider. */
export interface Call {
  id: number;
  at: number;
  account_id: string | null;
  kind: CallKind;
  /** Public identifier of the person, or what the caller wrote in its place. */
  lead: string | null;
  person_id: string | null;
  text: string | null;
  /** `arrived` until answered; then `ok`, a type of error, `cut` or `null_ids`. */
  outcome: string;
  /** What the caller learned: `unknown` for 5xx, a cut connection and answers without ids. */
  known: 'done' | 'refused' | 'unknown';
  /** Whether LinkedIn changed. */
  effect: boolean;
}

export interface Hook {
  id: string;
  /** `application`: an endpoint of V2, which hears of everything that it asked for. */
  source: 'messaging' | 'users' | 'account_status' | 'application';
  request_url: string;
  name: string | null;
  headers: { key: string; value: string }[];
  events: string[] | null;
  account_ids: string[] | null;
  enabled: boolean;
  /** What an endpoint's deliveries are signed with. */
  secret?: string;
}

export interface Breach {
  id: number;
  at: number;
  /** Name of the broken rule, e.g. `gap`: those of judge/check-write.ts. */
  rule: string;
  account_id: string;
  call_id: number;
  message: string;
}
