import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Network } from './network.ts';
import { type Account, type HiddenLimits, type Tier, tiers } from './shapes.ts';

const DAY = 86_400_000;

export const seedLead = z.strictObject({
  provider_id: z.string().min(1),
  public_identifier: z.string().min(1),
  first_name: z.string(),
  last_name: z.string(),
  headline: z.string().default(''),
  company: z.string().default(''),
  location: z.string().default(''),
  language: z.string().default('en'),
  /** Already a first-degree connection of the seeded account. */
  connected: z.boolean().default(false),
});
export const seedAccount = z.strictObject({
  id: z.string().min(1),
  name: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  provider_id: z.string().min(1),
  public_identifier: z.string().min(1),
  tier: z.enum(tiers).default('premium'),
  /** Slack id of the person whose account it is; LinkedIn knows nothing of it. */
  owner_id: z.string().optional(),
});
const seedNetwork = z.strictObject({ account: seedAccount, leads: z.array(seedLead) });
export type SeedNetwork = z.infer<typeof seedNetwork>;

/** The sandbox's account and its 40 leads, all fictitious. */
export function readSeed(): SeedNetwork {
  return seedNetwork.parse(JSON.parse(readFileSync(new URL('./seed-leads.json', import.meta.url), 'utf8')));
}

/** Puts in what is missing; what happened to it since stays. */
export function plant(net: Network, { account, leads }: SeedNetwork): void {
  if (!net.accounts.get(account.id)) openAccount(net, account);
  for (const [index, { connected, ...lead }] of leads.entries()) {
    if (net.people.get(lead.provider_id)) continue;
    net.people.put({ ...lead, distance: index % 3 === 2 ? 'THIRD_DEGREE' : 'SECOND_DEGREE' });
    const since = Math.floor(net.now()) - (30 + index) * DAY;
    if (connected) net.people.connect(account.id, lead.provider_id, since, since);
  }
}

export function openAccount(net: Network, given: z.infer<typeof seedAccount>): Account {
  const { owner_id: _, ...known } = given;
  const account: Account = {
    ...known,
    status: 'ok',
    created_at: Math.floor(net.now()),
    limits: limitsOf(given.tier),
    rules: null,
    down_at: null,
    down_known_at: null,
  };
  net.accounts.put(account);
  return account;
}

/** LinkedIn publishes none of these: the lower of Unipile's two lists. */
function limitsOf(tier: Tier): HiddenLimits {
  return {
    invites_7d: tier === 'free' ? 150 : 200,
    notes_month: tier === 'free' ? 5 : null,
    views_day: 100,
    messages_day: 150,
    over: 'cannot_resend_yet',
  };
}
