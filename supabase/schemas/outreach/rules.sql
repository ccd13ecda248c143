-- The limits of an account: what cannot work is refused with the arithmetic, what is only a ceiling is saved. Every number
-- has a floor and a ceiling here, from any form or call, and each refusal says which field, what was given and
-- what is accepted. Nonsense of any kind is a problem with a name, never an error of SQL.
-- Sources: the provider's published limits, read 2026-11-22 (of two numbers the lower): 80 invitations and 80 visits a
-- day, 100 messages, about 200 invitations a week and 150 without Premium; withdrawals 20 a day; 20 minutes between two
-- writes of an account.

-- One row per account and action type. Usage is no column: it is counted from the release ledger (outreach.rule_usage),
-- so it needs no reset and cannot drift.
create table outreach.automation_rules (
  account_id text not null references outreach.accounts,
  rule_key text not null constraint rule_is_of_a_known_type check (rule_key in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite')),
  config jsonb not null,
  version integer not null default 1,
  updated_by text,
  updated_at timestamptz not null default platform.now(),
  primary key (account_id, rule_key),
  constraint the_minimum_is_not_above_the_maximum check (
    (config ->> 'min')::integer between 0 and (config ->> 'max')::integer and (config ->> 'max')::integer <= 200)
);
alter table outreach.automation_rules enable row level security;

create function outreach.number_limits() returns table (field text, low integer, high integer, optional boolean)
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  values ('gap_min_minutes', 20, 720, false), ('gap_max_minutes', 20, 1440, false), ('warm_up_days', 0, 90, false),
    ('pending_invites_max', 0, 1000, false), ('withdraw_after_days', 7, 180, true)
$$;

create function outreach.rule_limits(p_tier text) returns table (rule_key text, daily integer, weekly integer)
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  values ('send_invite', 80, case when p_tier = 'free' then 150 else 200 end), ('send_message', 100, 700),
    ('view_profile', 80, 560), ('withdraw_invite', 20, 140)
$$;

-- A whole number of a configuration; null: it is something else.
create function outreach.whole_number(p_value jsonb) returns numeric
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when jsonb_typeof(p_value) = 'number' and (p_value #>> '{}')::numeric = trunc((p_value #>> '{}')::numeric) then (p_value #>> '{}')::numeric end
$$;

create function outreach.whole_numbers(p_object jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when jsonb_typeof(p_object) <> 'object' then p_object else (
    select coalesce(jsonb_object_agg(e.key, coalesce(to_jsonb(trunc(outreach.whole_number(e.value))), e.value)), '{}') from jsonb_each(p_object) e) end
$$;

-- Everything that is wrong with a configuration, each with its field, a stable code and the numbers.
create function outreach.config_problems(p_config jsonb, p_tier text) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_problems jsonb := '[]';
  v_rule jsonb;
  v_rules jsonb;
  v_field text;
  v_value numeric;
  v_start time;
  v_end time;
  v_window integer;
  v_at_most integer;
  v_least integer;
  v_key record;
begin
  if coalesce(jsonb_typeof(p_config), '') <> 'object' then
    return jsonb_build_array(jsonb_build_object('field', 'config', 'code', 'not_an_object', 'params', jsonb_build_object('value', left(p_config::text, 100))));
  end if;
  for v_field in
    select k from jsonb_object_keys(p_config) k
    where k not in ('time_zone', 'window_start', 'window_end', 'working_days', 'holidays', 'rules') and k not in (select l.field from outreach.number_limits() l)
    order by k
  loop
    v_problems := v_problems || jsonb_build_object('field', left(v_field, 60), 'code', 'unknown_field', 'params', '{}'::jsonb);
  end loop;
  -- An account's zone has passed here before: the view reads a file for each of its 600 names, 10 ms of processor time.
  if jsonb_typeof(p_config -> 'time_zone') is distinct from 'string' or p_config ->> 'time_zone' !~ '^([A-Z][A-Za-z]+/|UTC$)'
    or not exists (select from outreach.accounts a where a.time_zone = p_config ->> 'time_zone')
      and not exists (select from pg_catalog.pg_timezone_names z where z.name = p_config ->> 'time_zone')
  then
    v_problems := v_problems || jsonb_build_object('field', 'time_zone', 'code', 'unknown_zone', 'params', jsonb_build_object('value', left(p_config ->> 'time_zone', 100)));
  end if;
  foreach v_field in array array['window_start', 'window_end'] loop
    if jsonb_typeof(p_config -> v_field) is distinct from 'string' or p_config ->> v_field !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' then
      v_problems := v_problems || jsonb_build_object('field', v_field, 'code', 'bad_time', 'params', jsonb_build_object('value', left(p_config ->> v_field, 100)));
    elsif v_field = 'window_start' then
      v_start := (p_config ->> v_field)::time;
    else
      v_end := (p_config ->> v_field)::time;
    end if;
  end loop;
  if v_start = v_end then
    v_problems := v_problems || jsonb_build_object('field', 'window_end', 'code', 'zero_window', 'params', jsonb_build_object('value', p_config -> 'window_end'));
  end if;
  if coalesce(jsonb_typeof(p_config -> 'working_days'), '') <> 'array' or p_config -> 'working_days' = '[]' then
    v_problems := v_problems || '{"field": "working_days", "code": "no_working_days", "params": {}}';
  elsif exists (select from jsonb_array_elements(p_config -> 'working_days') d where jsonb_typeof(d) <> 'number' or d::text !~ '^[1-7]$') then
    v_problems := v_problems || jsonb_build_object('field', 'working_days', 'code', 'out_of_range',
      'params', jsonb_build_object('value', left((p_config -> 'working_days')::text, 100), 'min', 1, 'max', 7));
  end if;
  if coalesce(jsonb_typeof(p_config -> 'holidays'), 'null') not in ('null', 'string') or p_config ->> 'holidays' !~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$' or exists (
    select from outreach.holiday_years y where y.region = p_config ->> 'holidays' and not y.known
  ) then
    v_problems := v_problems || jsonb_build_object('field', 'holidays', 'code', 'unknown_region', 'params', jsonb_build_object('value', left(p_config ->> 'holidays', 100)));
  end if;
  for v_key in select * from outreach.number_limits() loop
    v_value := outreach.whole_number(p_config -> v_key.field);
    if not (v_key.optional and p_config ->> v_key.field is null) and (v_value is null or v_value not between v_key.low and v_key.high) then
      v_problems := v_problems || jsonb_build_object('field', v_key.field,
        'code', case when v_key.field = 'gap_min_minutes' and v_value between 0 and v_key.low - 1 then 'gap_too_short' else 'out_of_range' end,
        'params', jsonb_build_object('value', left((p_config -> v_key.field)::text, 100), 'min', v_key.low, 'max', v_key.high));
    end if;
  end loop;
  v_rules := case when jsonb_typeof(p_config -> 'rules') = 'array' then p_config -> 'rules' else '[]' end;
  if jsonb_typeof(p_config -> 'rules') is distinct from 'array' then
    v_problems := v_problems || '{"field": "rules", "code": "not_a_list", "params": {}}';
  end if;
  for v_rule in select * from jsonb_array_elements(v_rules) loop
    v_field := format('rules.%s', left(v_rule ->> 'type', 40));
    if coalesce(v_rule ->> 'type', '') not in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite') then
      v_problems := v_problems || jsonb_build_object('field', 'rules', 'code', 'unknown_type', 'params', jsonb_build_object('value', left(coalesce(v_rule -> 'type', v_rule)::text, 100)));
      continue;
    end if;
    for v_key in select k.* from outreach.rule_limits(p_tier) l
      cross join lateral (values ('daily_min', l.daily, false), ('daily_max', l.daily, false), ('rolling_7d_max', l.weekly, true)) as k(field, high, optional)
      where l.rule_key = v_rule ->> 'type'
    loop
      v_value := outreach.whole_number(v_rule -> v_key.field);
      if not (v_key.optional and v_rule ->> v_key.field is null) and (v_value is null or v_value not between 0 and v_key.high) then
        v_problems := v_problems || jsonb_build_object('field', v_field || '.' || v_key.field,
          'code', case when v_value > v_key.high then 'above_provider' else 'out_of_range' end,
          'params', jsonb_build_object('value', left((v_rule -> v_key.field)::text, 100), 'min', 0, 'max', v_key.high));
      end if;
    end loop;
    for v_key in select k from jsonb_object_keys(v_rule) k where k not in ('type', 'daily_min', 'daily_max', 'rolling_7d_max') loop
      v_problems := v_problems || jsonb_build_object('field', v_field || '.' || left(v_key.k, 60), 'code', 'unknown_field', 'params', '{}'::jsonb);
    end loop;
  end loop;
  if (select count(*) <> count(distinct r ->> 'type') from jsonb_array_elements(v_rules) r where r ->> 'type' is not null) then
    v_problems := v_problems || '{"field": "rules", "code": "type_twice", "params": {}}';
  end if;
  if v_problems <> '[]' then
    return v_problems;
  end if;

  if (p_config ->> 'gap_min_minutes')::numeric > (p_config ->> 'gap_max_minutes')::numeric then
    v_problems := v_problems || jsonb_build_object('field', 'gap_min_minutes', 'code', 'min_over_max',
      'params', jsonb_build_object('min', p_config -> 'gap_min_minutes', 'max', p_config -> 'gap_max_minutes'));
  end if;
  for v_rule in select * from jsonb_array_elements(v_rules) loop
    if (v_rule ->> 'daily_min')::numeric > (v_rule ->> 'daily_max')::numeric then
      v_problems := v_problems || jsonb_build_object('field', format('rules.%s.daily_min', v_rule ->> 'type'), 'code', 'min_over_max',
        'params', jsonb_build_object('min', v_rule -> 'daily_min', 'max', v_rule -> 'daily_max'));
    end if;
  end loop;
  v_window := ((1440 + extract(epoch from v_end - v_start)::integer / 60 - 1) % 1440) + 1;
  v_at_most := outreach.fits_a_day(v_start, v_end, (p_config ->> 'gap_min_minutes')::numeric::integer);
  select coalesce(sum((r ->> 'daily_min')::numeric), 0) into v_least from jsonb_array_elements(v_rules) r;
  if v_least > v_at_most then
    v_problems := v_problems || jsonb_build_object('field', 'rules', 'code', 'minima_do_not_fit', 'params', jsonb_build_object(
      'window_minutes', v_window, 'gap_min_minutes', p_config -> 'gap_min_minutes', 'at_most', v_at_most, 'wanted_min', v_least));
  end if;
  return v_problems;
end $$;

-- A configuration with each rule it leaves out taken from the account, and numbers such as 20.0 as whole ones.
create function outreach.whole_config(p_account outreach.accounts, p_config jsonb) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case when jsonb_typeof(p_config) is distinct from 'object' or jsonb_typeof(p_config -> 'rules') is distinct from 'array' then p_config else
    outreach.whole_numbers(p_config) || jsonb_build_object('rules', (select coalesce(jsonb_agg(outreach.whole_numbers(r)), '[]') from jsonb_array_elements(p_config -> 'rules') r) || coalesce((
      select jsonb_agg(k) from jsonb_array_elements(outreach.config_view(p_account) -> 'rules') k
      where not exists (select from jsonb_array_elements(p_config -> 'rules') n where n ->> 'type' = k ->> 'type')), '[]'::jsonb)) end
$$;

-- What differs, field by field; rules by type.
create function outreach.config_changes(p_old jsonb, p_new jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('field', c.field, 'old', c.old, 'new', c.new) order by c.field), '[]'::jsonb)
  from (
    select o.key as field, o.value as old, coalesce(p_new -> o.key, 'null'::jsonb) as new
    from jsonb_each(p_old) o where o.key <> 'rules'
    union all
    select format('rules.%s.%s', r ->> 'type', f), coalesce(k -> f, 'null'::jsonb), coalesce(r -> f, 'null'::jsonb)
    from jsonb_array_elements(p_new -> 'rules') r
    left join jsonb_array_elements(p_old -> 'rules') k on k ->> 'type' = r ->> 'type'
    cross join unnest(array['daily_min', 'daily_max', 'rolling_7d_max']) f
  ) c
  where c.old is distinct from c.new
$$;

-- What saving would answer, without saving.
create function outreach.check_config(p_account_id text, p_config jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_config jsonb;
  v_problems jsonb;
  v_fits jsonb := '{"window_minutes": 0, "at_most": 0, "wanted_max": 0, "wanted_min": 0}';
begin
  select * into v_account from outreach.accounts where id = p_account_id;
  if v_account.id is null then
    raise sqlstate 'PT404' using message = format('Cannot configure account "%s": there is none', p_account_id), detail = 'unknown_account';
  end if;
  v_config := outreach.whole_config(v_account, p_config);
  v_problems := outreach.config_problems(v_config, v_account.tier);
  if not exists (select from jsonb_array_elements(v_problems) p where p ->> 'code' not in ('unknown_zone', 'no_working_days', 'unknown_region', 'min_over_max', 'minima_do_not_fit')) then
    select jsonb_build_object(
      'window_minutes', ((1440 + extract(epoch from (v_config ->> 'window_end')::time - (v_config ->> 'window_start')::time)::integer / 60 - 1) % 1440) + 1,
      'at_most', outreach.fits_a_day((v_config ->> 'window_start')::time, (v_config ->> 'window_end')::time, (v_config ->> 'gap_min_minutes')::integer),
      'wanted_max', coalesce(sum((r ->> 'daily_max')::integer), 0), 'wanted_min', coalesce(sum((r ->> 'daily_min')::integer), 0))
    into v_fits from jsonb_array_elements(v_config -> 'rules') r;
  end if;
  return jsonb_build_object('problems', v_problems, 'fits', v_fits,
    'changes', case when v_problems = '[]' then outreach.config_changes(outreach.config_view(v_account), v_config) else '[]' end,
    'version', v_account.config_version);
end $$;

-- Writes a checked configuration; each rule that changed gets the next version, which new draws use.
create function outreach.write_config(p_account_id text, p_person_id text, p_config jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.accounts
  set zone_changed_at = case when time_zone <> p_config ->> 'time_zone' then outreach.moment() else zone_changed_at end,
      time_zone = p_config ->> 'time_zone', window_start = (p_config ->> 'window_start')::time, window_end = (p_config ->> 'window_end')::time,
      working_days = array(select distinct d::integer from jsonb_array_elements_text(p_config -> 'working_days') d order by 1),
      holidays = p_config ->> 'holidays', gap_min_minutes = (p_config ->> 'gap_min_minutes')::integer,
      gap_max_minutes = (p_config ->> 'gap_max_minutes')::integer, warm_up_days = (p_config ->> 'warm_up_days')::integer,
      pending_invites_max = (p_config ->> 'pending_invites_max')::integer,
      withdraw_after_days = (p_config ->> 'withdraw_after_days')::integer,
      config_version = config_version + 1
  where id = p_account_id;
  insert into outreach.automation_rules as o (account_id, rule_key, config, updated_by)
  select p_account_id, r ->> 'type',
         jsonb_build_object('min', r -> 'daily_min', 'max', r -> 'daily_max', 'rolling_7d_max', r -> 'rolling_7d_max'), p_person_id
  from jsonb_array_elements(p_config -> 'rules') r
  on conflict (account_id, rule_key) do update
    set config = excluded.config, version = o.version + 1, updated_by = excluded.updated_by, updated_at = platform.now()
    where o.config <> excluded.config;
end $$;

-- Nothing is saved when there are problems. Raises `not_allowed` for all but admins and `stale_config` when another
-- admin saved meanwhile.
create function outreach.save_config(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_answer jsonb;
begin
  select * into v_account from outreach.accounts where id = p_change ->> 'account_id' for no key update;
  if v_account.id is null then
    raise sqlstate 'PT404' using message = format('Cannot configure account "%s": there is none', left(p_change ->> 'account_id', 100)), detail = 'unknown_account';
  elsif outreach.role_of(v_account.team_id, p_change ->> 'person_id') <> 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change the limits of an account', detail = 'not_allowed', hint = 'Ask an admin of the team.';
  elsif outreach.whole_number(p_change -> 'expected_version') is distinct from v_account.config_version then
    raise sqlstate 'PT409' using message = format('Cannot save over version %s: the newest is version %s', left(p_change ->> 'expected_version', 20), v_account.config_version),
      detail = 'stale_config', hint = 'Open the settings again; they show the newest values.';
  end if;
  v_answer := outreach.check_config(v_account.id, p_change -> 'config');
  if v_answer -> 'problems' <> '[]' or v_answer -> 'changes' = '[]' then
    return v_answer;
  end if;
  perform outreach.act_as(p_change ->> 'person_id');
  perform outreach.write_config(v_account.id, p_change ->> 'person_id', outreach.whole_config(v_account, p_change -> 'config'));
  select * into v_account from outreach.accounts where id = v_account.id;
  perform outreach.note(v_account.team_id, 'config_changed', 'account', v_account.id, null, null,
    jsonb_build_object('version', v_account.config_version, 'changes', v_answer -> 'changes', 'config', outreach.config_view(v_account)));
  perform outreach.tell(v_account, 'config_changed', jsonb_build_object(
    'person_id', p_change ->> 'person_id', 'version', v_account.config_version, 'changes', v_answer -> 'changes', 'fits', v_answer -> 'fits'));
  return v_answer || jsonb_build_object('version', v_account.config_version);
end $$;

grant execute on function outreach.check_config, outreach.save_config to greenlight_bot;
