import { z } from 'zod';
import { account } from './account.ts';
import { actionTypes } from './action.ts';
import { campaignStatuses } from './campaign.ts';

const type = z.enum(actionTypes);
const instants = z.array(z.string());

const waitingAction = z.object({
  id: z.string(),
  type,
  /** A person's answer: it goes without quota. */
  is_answer: z.boolean(),
  /** An invitation's words: without Premium there are five a month. */
  with_note: z.boolean(),
  campaign: z
    .object({ id: z.string(), weight: z.number().int(), per_company_week: z.number().int().nullable() })
    .nullable(),
  /** Who and of which company, for the limit of people of one company; null: not known. */
  person: z.string(),
  company: z.string().nullable(),
  scheduled_for: z.string().nullable(),
  /** Not before; null: no such time. */
  from: z.string().nullable(),
  /** It is out of the governor's sight until `from`. */
  aside: z.boolean(),
  /** The step that must go first, and how many working days before; null: none. */
  after_action_id: z.string().nullable(),
  wait_days: z.number().int(),
});
export type WaitingAction = z.infer<typeof waitingAction>;

/** What the coming days of an account follow from, under its rules or under those that a person proposes. */
export const forecastInput = z.object({
  /** Its configuration is the one asked about. */
  account,
  now: z.string(),
  local_date: z.string(),
  last_dispatch_at: z.string().nullable(),
  /** Actions that fit a day of the window at the shortest gap. */
  fits_a_day: z.number().int(),
  types: z.array(
    z.object({
      type,
      /** Today's draw, if there is one already; null: none. It may be above what the rules now allow. */
      drawn: z.number().int().nullable(),
      used_today: z.number().int(),
      /** When each action went that counts in the last 7 days, oldest first. */
      used_7d: instants,
      /** The most that a day may have, by the number of sending days before it; later ones are not warmed up. */
      warm_up: z.array(z.number().int()),
      /** A warning holds this type until then; null: none does. */
      rests_until: z.string().nullable(),
    }),
  ),
  /** Sending days before today since the warm-up began, and whether today is one. */
  sending_days: z.number().int(),
  sent_today: z.boolean(),
  /** Invitations with a note of the last 31 days, oldest first; empty where there is no limit on them. */
  notes_31d: instants,
  pending_invites: z.number().int(),
  /** Of the region from yesterday on. */
  holidays: z.array(z.object({ date: z.string(), name: z.string() })),
  /** Years of which the region's holidays are not stored. */
  unknown_years: z.array(z.number().int()),
  /** What campaigns had of the account, as the governor counts it. */
  shares: z.array(z.object({ campaign_id: z.string().nullable(), type, used: z.number().int() })),
  /** People of companies whom the team reached in the last 7 days, from any account. */
  reached: z.array(z.object({ company: z.string(), person: z.string(), at: z.string() })),
  /** In the order in which the governor loads them, at most 3,000. */
  actions: z.array(waitingAction),
  campaigns: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: z.enum(campaignStatuses),
      /** People whose words wait for approval. */
      drafting: z.number().int(),
      /** Actions that cannot be foreseen: an acceptance or a person comes first. */
      unforeseen: z.number().int(),
    }),
  ),
  /** Of actions that are in no campaign. */
  unforeseen: z.number().int(),
});
export type ForecastInput = z.infer<typeof forecastInput>;
