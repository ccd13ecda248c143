-- LinkedIn accounts and the rules that bind them. The rules are data that admins change; the release reads them under
-- the account's row lock, so a change that is committed binds the next release.
create table outreach.settings (
  is_the_only_row boolean primary key default true check (is_the_only_row),
  -- Feeds the daily draws, so that nobody outside can foretell them and every replica draws the same.
  seed text not null default (gen_random_uuid()::text || gen_random_uuid()::text)
);
alter table outreach.settings enable row level security;
insert into outreach.settings default values;

create table outreach.accounts (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  provider_account_id text not null unique,
  name text not null,
  owner_id text not null,
  tier text not null default 'free' check (tier in ('free', 'premium', 'sales_navigator')),
  status text not null default 'ok' check (status in ('ok', 'connecting', 'credentials', 'checkpoint', 'restricted', 'error', 'stopped')),
  -- Where changes of the account are told; the channel of its first action until somebody sets it.
  channel_id text,
  terms_acknowledged_at timestamptz,
  terms_acknowledged_by text,
  paused_at timestamptz,
  paused_by text,
  pause_reason text,

  time_zone text not null default 'America/Sao_Paulo',
  window_start time not null default '09:00',
  window_end time not null default '18:00',
  working_days integer[] not null default array[1, 2, 3, 4, 5],
  holidays text default 'BR',
  gap_min_minutes integer not null default 20,
  gap_max_minutes integer not null default 40,
  warm_up_days integer not null default 15,
  pending_invites_max integer not null default 400,
  withdraw_after_days integer default 28,
  config_version integer not null default 1,
  config_changed_by text,
  -- For 24 h after a change of zone the last 24 h count besides the local day: a move grants no second quota.
  zone_changed_at timestamptz,

  -- Set before the provider is called; the gap counts from here, whatever became of the call.
  last_dispatch_at timestamptz,
  -- The last resume or reconnect: a fresh gap follows it.
  resumed_at timestamptz,
  -- Sending days count from here; a restriction or 14 idle days start the warm-up anew.
  warm_up_from date not null default '-infinity',
  server_errors integer not null default 0,
  inbox_read_at timestamptz,
  created_at timestamptz not null default platform.now(),

  constraint a_paused_account_says_why check ((paused_at is null) = (pause_reason is null)),
  constraint the_window_has_a_length check (window_start <> window_end),
  constraint some_day_is_a_working_day check (cardinality(working_days) > 0 and working_days <@ array[1, 2, 3, 4, 5, 6, 7]),
  constraint the_gap_has_an_order check (gap_min_minutes between 1 and gap_max_minutes)
);
alter table outreach.accounts enable row level security;
create index accounts_of_a_team on outreach.accounts (team_id, id);

-- One row per account and action type. Usage is no column: it is counted from the release ledger (outreach.rule_usage),
-- so it needs no reset and cannot drift.
create table outreach.automation_rules (
  account_id text not null references outreach.accounts,
  rule_key text not null check (rule_key in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite')),
  config jsonb not null,
  version integer not null default 1,
  updated_by text,
  updated_at timestamptz not null default platform.now(),
  primary key (account_id, rule_key),
  constraint the_minimum_is_not_above_the_maximum check (
    (config ->> 'min')::integer between 0 and (config ->> 'max')::integer and (config ->> 'max')::integer <= 200)
);
alter table outreach.automation_rules enable row level security;

-- A stopped team releases nothing (kill switch). No row: not stopped.
create table outreach.stops (
  team_id text primary key references platform.teams,
  stopped_at timestamptz not null default platform.now(),
  stopped_by text not null,
  reason text not null check (reason <> '')
);
alter table outreach.stops enable row level security;

-- What a provider's warning closed. `scope` is an action type, or '*' for the whole account.
create table outreach.breakers (
  id bigint generated always as identity primary key,
  account_id text not null references outreach.accounts,
  scope text not null check (scope in ('*', 'view_profile', 'send_invite', 'send_message', 'withdraw_invite')),
  reason text not null,
  opened_at timestamptz not null default platform.now(),
  until timestamptz not null,
  needs_person boolean not null default false,
  seen_by text
);
alter table outreach.breakers enable row level security;
create index breakers_of_an_account on outreach.breakers (account_id, until);
create index breakers_for_a_person on outreach.breakers (account_id) where needs_person;

-- Database time that goes on within a transaction: after a wait for a lock, `now()` would be the time before it.
create function outreach.moment() returns timestamptz
language sql volatile set search_path = ''
as $$
  select platform.now() + (clock_timestamp() - pg_catalog.now())
$$;

revoke all on all tables in schema outreach from public, anon, authenticated, service_role;
revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
