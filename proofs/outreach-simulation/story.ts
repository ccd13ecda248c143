import type { Random } from '../../platform/clock.ts';
import type { AccountConfig, ActionType } from '../../ports/outreach.ts';
import type { SeedNetwork } from '../../sandbox/linkedin/seed.ts';
import { between, oneOf } from '../simulation/world.ts';
import { type regions, TEAM, type WatchedOutreach } from './watched-outreach.ts';

type Region = (typeof regions)[number];
interface Place {
  zone: string;
  region: Region | null;
  /** Local midnight before a change of its clock, or before holidays. */
  from: string;
}

/** Zones and days on which local time is not what it seems: the first days of a history are these. */
const places: readonly Place[] = [
  { zone: 'America/Sao_Paulo', region: 'BR-SP', from: '2026-12-10' },
  { zone: 'America/Sao_Paulo', region: 'BR', from: '2027-01-25' },
  { zone: 'Europe/Berlin', region: 'DE', from: '2026-10-05' },
  { zone: 'Europe/Berlin', region: 'DE', from: '2027-03-10' },
  { zone: 'America/New_York', region: 'US', from: '2026-10-20' },
  // Clock changes at midnight.
  { zone: 'Africa/Cairo', region: 'EG', from: '2026-10-12' },
  { zone: 'Africa/Cairo', region: 'EG', from: '2027-04-10' },
  { zone: 'America/Santiago', region: 'CL', from: '2027-03-20' },
  { zone: 'America/Santiago', region: 'CL', from: '2026-08-20' },
  { zone: 'Asia/Beirut', region: null, from: '2027-03-12' },
  // By half an hour.
  { zone: 'Australia/Lord_Howe', region: 'AU', from: '2026-09-20' },
  { zone: 'Australia/Lord_Howe', region: null, from: '2027-03-20' },
  { zone: 'Pacific/Auckland', region: 'NZ', from: '2026-09-10' },
  { zone: 'Asia/Kolkata', region: null, from: '2026-11-01' },
  // 30 December 2011 did not happen there.
  { zone: 'Pacific/Apia', region: null, from: '2011-12-12' },
];
const windows: readonly (readonly [string, string])[] = [
  ['09:00', '18:00'],
  ['08:00', '12:00'],
  ['13:00', '21:30'],
  ['00:00', '06:00'],
  ['20:00', '02:00'],
  ['00:00', '23:59'],
];
const tiers = ['free', 'premium', 'sales_navigator'] as const;
const PEOPLE = 60;
const COMPANIES = 18;
/** Of the people of a campaign; others propose to them too. */
export const CAMPAIGN_TAG = 'campanha';

export interface StoryAccount {
  id: string;
  providerId: string;
  owner: string;
}

/** What is given at the beginning of a history. */
export interface Setting {
  startsAt: number;
  place: Place;
  network: SeedNetwork;
  /** One to four. */
  accounts: { provider: SeedNetwork['account']; config: Partial<AccountConfig> }[];
}

/** One account is what most teams begin with; two are enough for what goes between accounts, and each takes its time. */
const ACCOUNTS = [1, 1, 1, 1, 2, 2, 3, 4];

export function drawSetting(random: Random): Setting {
  const place = oneOf(random, places) as Place;
  const names = ['first', 'second', 'third', 'fourth'].slice(0, oneOf(random, ACCOUNTS));
  const accounts = names.map((name) => ({
    provider: {
      id: `acc_${name}`,
      name: `Conta ${name}`,
      first_name: 'Conta',
      last_name: name,
      provider_id: `ACoAAaccount${name}`,
      public_identifier: `conta-${name}`,
      tier: oneOf(random, tiers) ?? 'premium',
    },
    config: drawConfig(random, place, random.next() < 0.6),
  }));
  const leads = Array.from({ length: PEOPLE }, (_, i) => ({
    provider_id: `ACoAAperson${i}`,
    public_identifier: `pessoa-${i}`,
    first_name: 'Pessoa',
    last_name: `Número ${i}`,
    headline: 'Compradora',
    company: `Empresa ${i % COMPANIES}`,
    location: 'São Paulo, Brasil',
    language: 'pt',
    connected: i % 6 === 0,
  }));
  // SAFETY: there is a first name.
  const [first] = accounts as [Setting['accounts'][0]];
  return {
    startsAt: Date.parse(`${place.from}T00:00:00Z`) + between(random, 0, 24) * 3_600_000,
    place,
    network: { account: first.provider, leads },
    accounts,
  };
}

/** Rules that an admin may save. @param isHere In the zone of the story, else in any. */
export function drawConfig(random: Random, here: Place, isHere: boolean): Partial<AccountConfig> {
  const whole = (least: number, most: number) => Math.floor(between(random, least, most + 1));
  const { zone, region } = isHere
    ? here
    : (oneOf(
        random,
        places.filter((p) => p.from > '2026'),
      ) as Place);
  const [window_start = '09:00', window_end = '18:00'] = oneOf(random, windows) ?? [];
  const gap = oneOf(random, [20, 20, 25, 40]) ?? 20;
  const rule = (type: ActionType, most: number, weekly: number | null) => {
    const daily_max = random.next() < 0.05 ? 0 : whole(2, most);
    return { type, daily_min: Math.min(daily_max, whole(0, 2)), daily_max, rolling_7d_max: weekly };
  };
  return {
    time_zone: zone,
    holidays: random.next() < 0.7 ? region : null,
    window_start,
    window_end,
    working_days: random.next() < 0.6 ? [1, 2, 3, 4, 5] : [1, 2, 3, 4, 5, 6, 7],
    gap_min_minutes: gap,
    gap_max_minutes: gap + whole(0, 40),
    warm_up_days: oneOf(random, [0, 0, 5, 15]) ?? 0,
    pending_invites_max: oneOf(random, [400, 400, 12]) ?? 400,
    withdraw_after_days: oneOf(random, [null, 7, 21]) ?? null,
    rules: [
      rule('send_invite', 8, oneOf(random, [null, 80, 10]) ?? null),
      rule('send_message', 8, null),
      rule('view_profile', 8, null),
      rule('withdraw_invite', 3, null),
    ],
  };
}

/** The accounts and people of the setting, in the product's database. */
export async function install(
  database: WatchedOutreach,
  { accounts, network }: Setting,
): Promise<StoryAccount[]> {
  const installed: StoryAccount[] = [];
  const owner = 'U0RUI';
  for (const { provider, config } of accounts) {
    const { rows } = await database.query('select outreach.install_account($1::jsonb) as id', [
      {
        team_id: TEAM,
        provider_account_id: provider.id,
        name: provider.name,
        owner_id: owner,
        tier: provider.tier,
        channel_id: 'C1',
        config,
      },
    ]);
    const id = String(rows[0]?.id);
    await database.bot.acknowledgeTerms(id, owner);
    installed.push({ id, providerId: provider.id, owner });
  }
  for (const lead of network.leads)
    await database.query('select outreach.add_lead($1::jsonb)', [
      {
        team_id: TEAM,
        person_id: 'seed',
        profile_url: `https://www.linkedin.com/in/${lead.public_identifier}`,
        name: `${lead.first_name} ${lead.last_name}`,
        company: lead.company,
        tags: [Number(lead.public_identifier.slice(7)) % 6 === 1 ? CAMPAIGN_TAG : 'avulso'],
      },
    ]);
  return installed;
}
