import { z } from 'zod';
import { actionTypes } from './action.ts';

export const accountStatuses = [
  'ok',
  'connecting',
  'credentials',
  'checkpoint',
  'restricted',
  'error',
  'stopped',
] as const;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Limits of one action type of an account: a row of `automation_rules`. A maximum is a ceiling, not a target. */
const typeRule = z.object({
  type: z.enum(actionTypes),
  daily_min: z.number().int().min(0).max(200),
  daily_max: z.number().int().min(0).max(200),
  /** In any 7 days (sliding); null: no such cap. */
  rolling_7d_max: z.number().int().min(0).max(1000).nullable(),
});
export type TypeRule = z.infer<typeof typeRule>;

/** How an account may work; admins tune it with `/outreach config`. */
const accountConfig = z.object({
  /** IANA name; unknown ones are refused. */
  time_zone: z.string(),
  /** Local time, start inclusive, end exclusive; an end before the start crosses midnight. */
  window_start: clockTime,
  window_end: clockTime,
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  working_days: z.array(z.number().int().min(1).max(7)),
  /** ISO 3166 country (with region, e.g. BR-SP) of the holidays that are kept; null: none. */
  holidays: z.string().nullable(),
  gap_min_minutes: z.number().int().min(1).max(720),
  gap_max_minutes: z.number().int().min(1).max(1440),
  /** Sending days over which the daily maximum rises from 20 % to 100 %; 0: no warm-up. */
  warm_up_days: z.number().int().min(0).max(90),
  pending_invites_max: z.number().int().min(0).max(5000),
  /** Pending invitations older than this are withdrawn; null: never. */
  withdraw_after_days: z.number().int().min(7).max(180).nullable(),
  rules: z.array(typeRule),
});
export type AccountConfig = z.infer<typeof accountConfig>;

export const account = z.object({
  id: z.string(),
  team_id: z.string(),
  /** Id of the account at the provider (Unipile). */
  provider_account_id: z.string(),
  name: z.string(),
  owner_id: z.string(),
  /** Where changes of the account are told; null: nowhere yet. */
  channel_id: z.string().nullable().default(null),
  tier: z.enum(['free', 'premium', 'sales_navigator']),
  status: z.enum(accountStatuses),
  terms_acknowledged_at: z.string().nullable(),
  paused_at: z.string().nullable(),
  pause_reason: z.string().nullable(),
  breaker: z
    .object({ reason: z.string(), until: z.string().nullable(), needs_person: z.boolean() })
    .nullable(),
  config: accountConfig,
  config_version: z.number().int(),
});
export type Account = z.infer<typeof account>;

/** What saving a configuration led to. Nothing is saved when `problems` is not empty. */
export const configSaved = z.object({
  problems: z.array(
    z.object({ field: z.string(), code: z.string(), params: z.record(z.string(), z.unknown()) }),
  ),
  /** Ceilings that cannot be reached: what fits a day at the longest and shortest gap. */
  fits: z.object({
    window_minutes: z.number(),
    at_most: z.number().int(),
    wanted_max: z.number().int(),
    wanted_min: z.number().int(),
  }),
  changes: z.array(z.object({ field: z.string(), old: z.unknown(), new: z.unknown() })),
  version: z.number().int(),
});
export type ConfigSaved = z.infer<typeof configSaved>;

/** One local day of an account, for the picture and the text of `/outreach status`. */
const accountDay = z.object({
  date: z.string(),
  by_type: z.array(
    z.object({
      type: z.enum(actionTypes),
      sent: z.number().int(),
      unknown: z.number().int(),
      quota: z.number().int().nullable(),
    }),
  ),
});
export const accountStatus = z.object({
  account,
  today: accountDay,
  days: z.array(accountDay),
  rolling_7d: z.array(
    z.object({ type: z.enum(actionTypes), used: z.number().int(), max: z.number().int().nullable() }),
  ),
  /** People who accepted or wrote in the last 14 days. */
  answers_14d: z
    .object({ accepted: z.number().int(), replied: z.number().int() })
    .default({ accepted: 0, replied: 0 }),
  pending_invites: z.number().int(),
  queued: z.number().int(),
  next: z
    .object({ action_id: z.string(), at: z.string().nullable(), blocked_by: z.string().nullable() })
    .nullable(),
});
export type AccountStatus = z.infer<typeof accountStatus>;
