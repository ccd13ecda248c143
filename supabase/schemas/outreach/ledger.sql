-- What went out, and what a day may still hold.

-- One row per dispatch, written before the provider is called. Every limit counts these rows; nothing is ever reset.
create table outreach.release_ledger (
  id bigint generated always as identity primary key,
  team_id text not null,
  account_id text not null,
  -- Null for what the account's owner did by hand, seen as an echo: it counts against the quota all the same.
  action_id text,
  source text not null default 'release' constraint source_is_known check (source in ('release', 'manual')),
  action_type text not null constraint action_type_is_known check (action_type in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite')),
  lead_id text,
  dispatched_at timestamptz not null,
  -- In the account's zone at that moment: a later change of zone moves nothing to another day.
  local_date date not null,
  -- False once the provider certainly did nothing, seen on the same local day.
  counted boolean not null default true,
  with_note boolean not null default false,
  revision integer,
  hash text,
  rule_version integer,
  attempt integer,
  fence bigint not null default 0,
  worker text,
  outcome text not null default 'dispatching' constraint outcome_is_known check (outcome in ('dispatching', 'sent', 'already', 'failed', 'not_sent', 'unknown')),
  signal text,
  provider jsonb not null default '{}',
  error jsonb,
  ended_at timestamptz,
  looked integer not null default 0,
  next_lookup_at timestamptz,
  unique (action_id, attempt),
  constraint releases_belong_to_an_action check (source = 'manual' or attempt is not null),
  constraint a_release_is_of_what_its_action_says foreign key (action_id, account_id, lead_id, action_type)
    references outreach.linkedin_automation (id, account_id, lead_id, action_type) on delete set null (action_id),
  constraint a_release_is_of_an_account_of_the_team foreign key (account_id, team_id) references outreach.accounts (id, team_id),
  constraint a_release_is_to_a_lead_of_the_team foreign key (lead_id, team_id)
    references outreach.leads (id, team_id) on delete set null (lead_id)
);
alter table outreach.release_ledger enable row level security;
create index ledger_by_day on outreach.release_ledger (account_id, local_date, action_type);
create index ledger_by_time on outreach.release_ledger (account_id, action_type, dispatched_at);
create index ledger_of_a_lead on outreach.release_ledger (lead_id, team_id);
create index ledger_without_outcome on outreach.release_ledger (dispatched_at) where outcome = 'dispatching';
create index ledger_to_look_up on outreach.release_ledger (next_lookup_at) where next_lookup_at is not null;

-- Each row of the ledger, and each change of what limits count by.
create function outreach.audit_release() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform outreach.note(new.team_id, 'release_recorded', 'release', new.id::text, case when tg_op = 'UPDATE' then old.outcome end, new.outcome,
    jsonb_build_object('account_id', new.account_id, 'action_id', new.action_id, 'source', new.source, 'type', new.action_type,
      'dispatched_at', new.dispatched_at, 'local_date', new.local_date, 'counted', new.counted, 'with_note', new.with_note,
      'revision', new.revision, 'hash', new.hash, 'attempt', new.attempt, 'fence', new.fence));
  return null;
end $$;
create trigger releases_are_audited_when_made after insert on outreach.release_ledger
  for each row execute function outreach.audit_release();
create trigger releases_are_audited_when_they_end after update on outreach.release_ledger
  for each row when (old.outcome is distinct from new.outcome or old.counted is distinct from new.counted)
  execute function outreach.audit_release();

create table outreach.sending_days (
  account_id text not null references outreach.accounts,
  local_date date not null,
  primary key (account_id, local_date)
);
alter table outreach.sending_days enable row level security;

-- One draw per account, type and local date: a function of the secret seed, the key and the rule as it was at first use.
create table outreach.quota_draws (
  account_id text not null references outreach.accounts,
  action_type text not null constraint action_type_is_known check (action_type in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite')),
  local_date date not null,
  draw integer not null,
  rule_version integer not null,
  primary key (account_id, action_type, local_date)
);
alter table outreach.quota_draws enable row level security;
create trigger draws_are_never_repeated before update on outreach.quota_draws
  for each row execute function outreach.refuse_rewriting();

create function outreach.used_on(p_account_id text, p_type text, p_date date) returns integer
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select count(*)::integer from outreach.release_ledger
  where account_id = p_account_id and local_date = p_date and action_type = p_type and counted
$$;

-- Counted after `p_since`, and what a clock that went back left in the future. The upper bound lets the planner take
-- a range for small although it does not see the values; without it, it reads the whole ledger.
create function outreach.used_since(p_account_id text, p_type text, p_since timestamptz) returns integer
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select count(*)::integer from outreach.release_ledger
  where account_id = p_account_id and action_type = p_type and dispatched_at > p_since and dispatched_at <= 'infinity' and counted
$$;

-- Usage of each rule since local midnight, which is when a day's count begins.
create function outreach.rule_usage(p_account_id text) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'rule_key', r.rule_key,
    'config', r.config || jsonb_build_object('window_start', to_char(a.window_start, 'HH24:MI'), 'window_end', to_char(a.window_end, 'HH24:MI')),
    'current_usage', outreach.used_on(a.id, r.rule_key, d.today),
    'last_reset_at', outreach.instant_of(d.today::timestamp, a.time_zone)) order by r.rule_key), '[]'::jsonb)
  from outreach.accounts a
  cross join lateral (select (platform.now() at time zone a.time_zone)::date as today) d
  join outreach.automation_rules r on r.account_id = a.id
  where a.id = p_account_id
$$;

-- Uniform on [min, max]: 60 bits of a hash, so the remainder's bias is below 10^-15.
create function outreach.draw(p_seed text, p_account_id text, p_type text, p_date date, p_rule_version integer, p_min integer, p_max integer) returns integer
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_min + (('x0' || substr(encode(sha256(convert_to(
    jsonb_build_array(p_seed, p_account_id, p_type, p_date, p_rule_version)::text, 'UTF8')), 'hex'), 1, 15))::bit(64)::bigint
    % (p_max - p_min + 1))::integer
$$;

-- Dispatches that fit a day: one at the start and one after each gap.
create function outreach.fits_a_day(p_window_start time, p_window_end time, p_gap_minutes integer) returns integer
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select ((1440 + extract(epoch from p_window_end - p_window_start)::integer / 60 - 1) % 1440 + 1) / p_gap_minutes + 1
$$;

-- The share of the maximum that a day may use, by the sending days before it: 20 % on the first one, 100 % on the last one of
-- the warm-up. Never below one action.
create function outreach.warm_up_share(p_warm_up_days integer, p_before integer, p_max integer) returns integer
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case
    when p_warm_up_days <= 1 or p_max = 0 or p_before >= p_warm_up_days - 1 then p_max
    else greatest(1, floor(p_max * (0.2 + 0.8 * p_before / (p_warm_up_days - 1)))::integer) end
$$;

create function outreach.warm_up_cap(p_account outreach.accounts, p_date date, p_max integer) returns integer
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select outreach.warm_up_share((p_account).warm_up_days, count(*)::integer, p_max)
  from (
    select from outreach.sending_days d
    where d.account_id = (p_account).id and d.local_date >= (p_account).warm_up_from and d.local_date < p_date
    order by d.local_date desc limit (p_account).warm_up_days) n
$$;

create type outreach.day_limit as (quota integer, warm_up integer, rule_max integer, rule_version integer, rolling_max integer);

-- Today's limit of a type, drawn at first use. A rule that changed since may lower it at once, never raise it.
create function outreach.day_limit(p_account outreach.accounts, p_type text, p_date date) returns outreach.day_limit
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule outreach.automation_rules;
  v_draw integer;
  v_answer outreach.day_limit;
begin
  select * into v_rule from outreach.automation_rules where account_id = (p_account).id and rule_key = p_type;
  if v_rule.account_id is null then
    return row(0, 0, 0, 0, null)::outreach.day_limit;
  end if;
  v_answer.rule_max := (v_rule.config ->> 'max')::integer;
  v_answer.rolling_max := (v_rule.config ->> 'rolling_7d_max')::integer;
  v_answer.rule_version := v_rule.version;
  select draw into v_draw from outreach.quota_draws
  where account_id = (p_account).id and action_type = p_type and local_date = p_date;
  if v_draw is null then
    insert into outreach.quota_draws (account_id, action_type, local_date, draw, rule_version)
    values ((p_account).id, p_type, p_date,
            outreach.draw((select seed from outreach.settings), (p_account).id, p_type, p_date, v_rule.version,
                          (v_rule.config ->> 'min')::integer, v_answer.rule_max), v_rule.version)
    on conflict do nothing;
    select draw into v_draw from outreach.quota_draws
    where account_id = (p_account).id and action_type = p_type and local_date = p_date;
  end if;
  v_answer.quota := least(v_draw, v_answer.rule_max,
    outreach.fits_a_day((p_account).window_start, (p_account).window_end, (p_account).gap_min_minutes));
  v_answer.warm_up := outreach.warm_up_cap(p_account, p_date, v_answer.rule_max);
  return v_answer;
end $$;
