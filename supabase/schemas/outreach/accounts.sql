-- LinkedIn accounts and the rules that bind them. The rules are data that admins change; the release reads them under
-- the account's row lock, so a change that is committed binds the next release.
create table outreach.settings (
  is_the_only_row boolean primary key default true constraint there_is_one_row check (is_the_only_row),
  -- Feeds the daily draws, so that no outsider can foretell them and every replica draws the same.
  seed text not null default (gen_random_uuid()::text || gen_random_uuid()::text),
  -- The restore of the database that was heeded last, and the last moment that its backup knew of.
  restored_at timestamptz,
  restored_from timestamptz
);
alter table outreach.settings enable row level security;

insert into outreach.settings default values;

create table outreach.accounts (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  provider_account_id text not null unique,
  name text not null,
  owner_id text not null,
  tier text not null default 'free' constraint tier_is_known check (tier in ('free', 'premium', 'sales_navigator')),
  status text not null default 'ok' constraint status_is_known check (status in ('ok', 'connecting', 'credentials', 'checkpoint', 'restricted', 'error', 'stopped')),
  -- Where changes of the account are told; the channel of its first action until it is set.
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
  -- For 24 h after a change of zone the last 24 h count besides the local day: a move grants no second quota.
  zone_changed_at timestamptz,

  -- Set before the provider is called; the gap counts from here, for any outcome of the call.
  last_dispatch_at timestamptz,
  -- The last resume or reconnect: a fresh gap follows it.
  resumed_at timestamptz,
  -- Sending days count from here; a restriction or 14 idle days start the warm-up anew.
  warm_up_from date not null default '-infinity',
  server_errors integer not null default 0,
  inbox_read_at timestamptz,
  created_at timestamptz not null default platform.now(),

  -- For the keys of rows that name both.
  unique (team_id, id),
  unique (id, provider_account_id),
  constraint a_paused_account_says_why check ((paused_at is null) = (pause_reason is null)),
  constraint the_window_has_a_length check (window_start <> window_end),
  constraint some_day_is_a_working_day check (cardinality(working_days) > 0 and working_days <@ array[1, 2, 3, 4, 5, 6, 7]),
  constraint the_gap_has_an_order check (gap_min_minutes between 1 and gap_max_minutes)
);
alter table outreach.accounts enable row level security;

-- Database time that goes on within a transaction: after a wait for a lock, `now()` would be the time before it.
create function outreach.moment() returns timestamptz
language sql volatile set search_path = pg_catalog, pg_temp
as $$
  select platform.now() + (clock_timestamp() - pg_catalog.now())
$$;

create function outreach.config_view(p_account outreach.accounts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'time_zone', (p_account).time_zone, 'window_start', to_char((p_account).window_start, 'HH24:MI'),
    'window_end', to_char((p_account).window_end, 'HH24:MI'), 'working_days', to_jsonb((p_account).working_days),
    'holidays', (p_account).holidays, 'gap_min_minutes', (p_account).gap_min_minutes, 'gap_max_minutes', (p_account).gap_max_minutes,
    'warm_up_days', (p_account).warm_up_days, 'pending_invites_max', (p_account).pending_invites_max,
    'withdraw_after_days', (p_account).withdraw_after_days,
    'rules', coalesce((
      select jsonb_agg(jsonb_build_object('type', r.rule_key, 'daily_min', (r.config ->> 'min')::integer,
        'daily_max', (r.config ->> 'max')::integer, 'rolling_7d_max', (r.config ->> 'rolling_7d_max')::integer)
        order by array_position(array['send_invite', 'send_message', 'view_profile', 'withdraw_invite'], r.rule_key))
      from outreach.automation_rules r where r.account_id = (p_account).id), '[]'::jsonb))
$$;

create function outreach.account_view(p_account outreach.accounts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_account).id, 'team_id', (p_account).team_id, 'provider_account_id', (p_account).provider_account_id,
    'name', (p_account).name, 'owner_id', (p_account).owner_id, 'channel_id', (p_account).channel_id, 'tier', (p_account).tier, 'status', (p_account).status,
    'terms_acknowledged_at', (p_account).terms_acknowledged_at,
    -- A stopped team looks paused: nothing goes, and this is why.
    'paused_at', coalesce((p_account).paused_at, s.stopped_at), 'pause_reason', coalesce((p_account).pause_reason, s.reason),
    'breaker', (
      select jsonb_build_object('reason', b.reason, 'until', b.until, 'needs_person', b.needs_person)
      from outreach.open_breaker((p_account).id, null, platform.now()) b where b.id is not null),
    'config', outreach.config_view(p_account), 'config_version', (p_account).config_version)
  from (select) one left join outreach.stops s on s.team_id = (p_account).team_id
$$;

create function outreach.role_of(p_team_id text, p_person_id text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce((select case when p.is_guest or p.is_deactivated then 'guest' else p.role end from platform.people p
                   where p.team_id = p_team_id and p.user_id = p_person_id), 'guest')
$$;

create function outreach.hold_accounts(p_team_id text, p_account_id text default null) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select from outreach.accounts a
  where a.team_id = p_team_id and (p_account_id is null or a.id = p_account_id) order by a.id for no key update
$$;

create function outreach.list_accounts(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(outreach.account_view(a) order by a.name, a.id), '[]'::jsonb) from outreach.accounts a where a.team_id = p_team_id
$$;

-- The owner accepts LinkedIn's rules for the account, once; before that nothing is released.
create function outreach.acknowledge_terms(p_account_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
begin
  select * into v_account from outreach.accounts where id = p_account_id for no key update;
  if v_account.id is null then
    return '{"outcome": "not_found", "reason": null}';
  elsif v_account.owner_id <> p_person_id then
    return '{"outcome": "not_allowed", "reason": "owner"}';
  elsif v_account.terms_acknowledged_at is null then
    perform outreach.act_as(p_person_id);
    update outreach.accounts set terms_acknowledged_at = outreach.moment(), terms_acknowledged_by = p_person_id
    where id = p_account_id returning * into v_account;
    perform outreach.note(v_account.team_id, 'terms_acknowledged', 'account', v_account.id, null, null);
    -- Cards and notices that still ask for it, or say that it is missing, are drawn anew.
    update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now()
    where account_id = v_account.id and event ->> 'code' = 'config_changed' and ts is not null and created_at > platform.now() - interval '90 days';
    perform outreach.foresee(n.id) from outreach.linkedin_automation n
    where n.account_id = v_account.id and n.status in ('approved', 'scheduled') and n.blocked_by = 'terms_not_acknowledged';
    perform outreach.tell(v_account, 'terms_acknowledged', jsonb_build_object('person_id', p_person_id));
  end if;
  return '{"outcome": "done", "reason": null}';
end $$;

-- Owner only: setup and the sandbox's seed. {team_id, provider_account_id, name, owner_id, tier, channel_id?, config?}.
-- The same provider account again changes nothing. Answers the account's id.
create function outreach.install_account(p_account jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_config jsonb;
  v_problems jsonb;
begin
  insert into outreach.accounts (team_id, provider_account_id, name, owner_id, tier, channel_id)
  values (p_account ->> 'team_id', p_account ->> 'provider_account_id', p_account ->> 'name', p_account ->> 'owner_id',
          coalesce(p_account ->> 'tier', 'free'), p_account ->> 'channel_id')
  on conflict (provider_account_id) do nothing returning * into v_account;
  if v_account.id is null then
    return (select id from outreach.accounts where provider_account_id = p_account ->> 'provider_account_id');
  end if;
  insert into outreach.automation_rules (account_id, rule_key, config) values
    (v_account.id, 'send_invite', '{"min": 5, "max": 15, "rolling_7d_max": 80}'),
    (v_account.id, 'send_message', '{"min": 5, "max": 10, "rolling_7d_max": null}'),
    (v_account.id, 'view_profile', '{"min": 5, "max": 10, "rolling_7d_max": null}'),
    (v_account.id, 'withdraw_invite', '{"min": 0, "max": 10, "rolling_7d_max": null}');
  if p_account ? 'config' then
    v_config := outreach.whole_config(v_account, outreach.config_view(v_account) || (p_account -> 'config'));
    v_problems := outreach.config_problems(v_config, v_account.tier);
    if v_problems <> '[]' then
      raise sqlstate 'PT400' using message = format('Cannot install account "%s": %s', p_account ->> 'name', v_problems), detail = 'bad_config';
    end if;
    perform outreach.write_config(v_account.id, p_account ->> 'owner_id', v_config);
  end if;
  select * into v_account from outreach.accounts where id = v_account.id;
  perform outreach.note(v_account.team_id, 'account_installed', 'account', v_account.id, null, v_account.status,
    jsonb_build_object('config', outreach.config_view(v_account)));
  return v_account.id;
end $$;

grant execute on function outreach.list_accounts, outreach.acknowledge_terms to greenlight_bot;
