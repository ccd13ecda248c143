import { z } from 'zod';
import { account } from './account.ts';
import { action } from './action.ts';
import { campaign } from './campaign.ts';

/** What Slack must show of outreach: a card per action and campaign, one message per changed account (pause, breaker, config). */
export const outreachItem = z.object({
  id: z.number().int(),
  fence: z.number().int(),
  kind: z.enum(['action', 'account', 'campaign']),
  revision: z.number().int(),
  channel_id: z.string(),
  ts: z.string().nullable(),
  /** The card under which it stands; null: in the channel. */
  thread_ts: z.string().nullable().default(null),
  maybe_posted: z.boolean(),
  attempts: z.number().int(),
  response_url: z.string().nullable(),
  locale: z.enum(['en', 'pt-BR']),
  action: action.nullable(),
  account: account.nullable(),
  campaign: campaign.nullable().default(null),
  /** For `account`: what happened, e.g. `breaker_opened`, `paused`, `answered`, `config_changed`, with its parameters. */
  event: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }).nullable(),
  approvers: z.array(z.string()),
});
export type OutreachItem = z.infer<typeof outreachItem>;
