-- The limits of an account: what cannot work is refused with the arithmetic, what is only a ceiling is saved.

-- Everything that is wrong with a configuration, each with its field, a stable code and the numbers.
create function outreach.config_problems(p_config jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_problems jsonb := '[]';
  v_rule jsonb;
  v_field text;
  v_value numeric;
  v_start time;
  v_end time;
  v_window integer;
  v_at_most integer;
  v_least integer;
  v_key record;
begin
  if not exists (select from pg_catalog.pg_timezone_names z where z.name = p_config ->> 'time_zone' and z.name ~ '^([A-Z][A-Za-z]+/|UTC$)') then
    v_problems := v_problems || jsonb_build_object('field', 'time_zone', 'code', 'unknown_zone', 'params', jsonb_build_object('value', p_config -> 'time_zone'));
  end if;
  foreach v_field in array array['window_start', 'window_end'] loop
    if coalesce(p_config ->> v_field, '') !~ '^([01]\d|2[0-3]):[0-5]\d$' then
      v_problems := v_problems || jsonb_build_object('field', v_field, 'code', 'bad_time', 'params', jsonb_build_object('value', p_config -> v_field));
    elsif v_field = 'window_start' then
      v_start := (p_config ->> v_field)::time;
    else
      v_end := (p_config ->> v_field)::time;
    end if;
  end loop;
  if v_start = v_end then
    v_problems := v_problems || jsonb_build_object('field', 'window_end', 'code', 'zero_window', 'params', jsonb_build_object('value', p_config -> 'window_end'));
  end if;
  if coalesce(jsonb_typeof(p_config -> 'working_days'), '') <> 'array' or jsonb_array_length(p_config -> 'working_days') = 0 then
    v_problems := v_problems || '{"field": "working_days", "code": "no_working_days", "params": {}}';
  elsif exists (select from jsonb_array_elements_text(p_config -> 'working_days') d where d !~ '^[1-7]$') then
    v_problems := v_problems || jsonb_build_object('field', 'working_days', 'code', 'out_of_range',
      'params', jsonb_build_object('value', p_config -> 'working_days', 'min', 1, 'max', 7));
  end if;
  if p_config ->> 'holidays' !~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$' or exists (
    select from outreach.holiday_years y where y.region = p_config ->> 'holidays' and not y.known
  ) then
    v_problems := v_problems || jsonb_build_object('field', 'holidays', 'code', 'unknown_region', 'params', jsonb_build_object('value', p_config -> 'holidays'));
  end if;
  for v_key in select * from (values
    ('gap_min_minutes', 1, 720, false), ('gap_max_minutes', 1, 1440, false), ('warm_up_days', 0, 90, false),
    ('pending_invites_max', 0, 5000, false), ('withdraw_after_days', 7, 180, true)) as k(field, low, high, optional)
  loop
    v_value := case when jsonb_typeof(p_config -> v_key.field) = 'number' then (p_config ->> v_key.field)::numeric end;
    if not (v_key.optional and p_config ->> v_key.field is null)
       and (v_value is null or v_value <> trunc(v_value) or v_value not between v_key.low and v_key.high) then
      v_problems := v_problems || jsonb_build_object('field', v_key.field, 'code', 'out_of_range',
        'params', jsonb_build_object('value', p_config -> v_key.field, 'min', v_key.low, 'max', v_key.high));
    end if;
  end loop;
  for v_rule in select * from jsonb_array_elements(case when jsonb_typeof(p_config -> 'rules') = 'array' then p_config -> 'rules' else '[]' end) loop
    v_field := format('rules.%s', v_rule ->> 'type');
    if coalesce(v_rule ->> 'type', '') not in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite') then
      v_problems := v_problems || jsonb_build_object('field', 'rules', 'code', 'unknown_type', 'params', jsonb_build_object('value', v_rule -> 'type'));
      continue;
    end if;
    for v_key in select * from (values ('daily_min', 200, false), ('daily_max', 200, false),
      ('rolling_7d_max', case when v_rule ->> 'type' = 'send_invite' then 200 else 1000 end, true)) as k(field, high, optional)
    loop
      v_value := case when jsonb_typeof(v_rule -> v_key.field) = 'number' then (v_rule ->> v_key.field)::numeric end;
      if not (v_key.optional and v_rule ->> v_key.field is null)
         and (v_value is null or v_value <> trunc(v_value) or v_value not between 0 and v_key.high) then
        v_problems := v_problems || jsonb_build_object('field', v_field || '.' || v_key.field, 'code', 'out_of_range',
          'params', jsonb_build_object('value', v_rule -> v_key.field, 'min', 0, 'max', v_key.high));
      end if;
    end loop;
  end loop;
  if (select count(*) <> count(distinct r ->> 'type') from jsonb_array_elements(
        case when jsonb_typeof(p_config -> 'rules') = 'array' then p_config -> 'rules' else '[]' end) r) then
    v_problems := v_problems || '{"field": "rules", "code": "type_twice", "params": {}}';
  end if;
  if v_problems <> '[]' then
    return v_problems;
  end if;

  if (p_config ->> 'gap_min_minutes')::integer > (p_config ->> 'gap_max_minutes')::integer then
    v_problems := v_problems || jsonb_build_object('field', 'gap_min_minutes', 'code', 'min_over_max',
      'params', jsonb_build_object('min', p_config -> 'gap_min_minutes', 'max', p_config -> 'gap_max_minutes'));
  end if;
  for v_rule in select * from jsonb_array_elements(p_config -> 'rules') loop
    if (v_rule ->> 'daily_min')::integer > (v_rule ->> 'daily_max')::integer then
      v_problems := v_problems || jsonb_build_object('field', format('rules.%s.daily_min', v_rule ->> 'type'), 'code', 'min_over_max',
        'params', jsonb_build_object('min', v_rule -> 'daily_min', 'max', v_rule -> 'daily_max'));
    end if;
  end loop;
  v_window := ((1440 + extract(epoch from v_end - v_start)::integer / 60 - 1) % 1440) + 1;
  v_at_most := outreach.fits_a_day(v_start, v_end, (p_config ->> 'gap_min_minutes')::integer);
  select coalesce(sum((r ->> 'daily_min')::integer), 0) into v_least from jsonb_array_elements(p_config -> 'rules') r;
  if v_least > v_at_most then
    v_problems := v_problems || jsonb_build_object('field', 'rules', 'code', 'minima_do_not_fit', 'params', jsonb_build_object(
      'window_minutes', v_window, 'gap_min_minutes', p_config -> 'gap_min_minutes', 'at_most', v_at_most, 'wanted_min', v_least));
  end if;
  return v_problems;
end $$;

-- A configuration with each rule it leaves out taken from the account.
create function outreach.whole_config(p_account outreach.accounts, p_config jsonb) returns jsonb
language sql stable set search_path = ''
as $$
  select case when jsonb_typeof(p_config -> 'rules') is distinct from 'array' then p_config else
    p_config || jsonb_build_object('rules', (p_config -> 'rules') || coalesce((
      select jsonb_agg(k) from jsonb_array_elements(outreach.config_view(p_account) -> 'rules') k
      where not exists (select from jsonb_array_elements(p_config -> 'rules') n where n ->> 'type' = k ->> 'type')), '[]'::jsonb)) end
$$;

-- What differs, field by field; rules by type.
create function outreach.config_changes(p_old jsonb, p_new jsonb) returns jsonb
language sql immutable set search_path = ''
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
language plpgsql stable security definer set search_path = ''
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
  v_problems := outreach.config_problems(v_config);
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
language plpgsql set search_path = ''
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
      config_version = config_version + 1, config_changed_by = p_person_id
  where id = p_account_id;
  insert into outreach.automation_rules as o (account_id, rule_key, config, updated_by)
  select p_account_id, r ->> 'type',
         jsonb_build_object('min', r -> 'daily_min', 'max', r -> 'daily_max', 'rolling_7d_max', r -> 'rolling_7d_max'), p_person_id
  from jsonb_array_elements(p_config -> 'rules') r
  on conflict (account_id, rule_key) do update
    set config = excluded.config, version = o.version + 1, updated_by = excluded.updated_by, updated_at = platform.now()
    where o.config <> excluded.config;
end $$;

create function outreach.role_of(p_team_id text, p_person_id text) returns text
language sql stable set search_path = ''
as $$
  select coalesce((select case when p.is_guest then 'guest' else p.role end from platform.people p
                   where p.team_id = p_team_id and p.user_id = p_person_id), 'guest')
$$;

-- Nothing is saved when there are problems. Raises `not_allowed` for anybody but admins and `stale_config` when somebody
-- else saved meanwhile.
create function outreach.save_config(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_account outreach.accounts;
  v_answer jsonb;
begin
  select * into v_account from outreach.accounts where id = p_change ->> 'account_id' for update;
  if v_account.id is null then
    raise sqlstate 'PT404' using message = format('Cannot configure account "%s": there is none', p_change ->> 'account_id'), detail = 'unknown_account';
  elsif outreach.role_of(v_account.team_id, p_change ->> 'person_id') <> 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change the limits of an account', detail = 'not_allowed', hint = 'Ask an admin of the team.';
  elsif v_account.config_version is distinct from (p_change ->> 'expected_version')::integer then
    raise sqlstate 'PT409' using message = format('Cannot save over version %s: somebody saved version %s meanwhile', p_change ->> 'expected_version', v_account.config_version),
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
    jsonb_build_object('version', v_account.config_version, 'changes', v_answer -> 'changes'));
  perform outreach.tell(v_account, 'config_changed', jsonb_build_object(
    'person_id', p_change ->> 'person_id', 'version', v_account.config_version, 'changes', v_answer -> 'changes', 'fits', v_answer -> 'fits'));
  return v_answer || jsonb_build_object('version', v_account.config_version);
end $$;

-- The owner accepts LinkedIn's rules for the account, once; before that nothing is released.
create function outreach.acknowledge_terms(p_account_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_account outreach.accounts;
begin
  select * into v_account from outreach.accounts where id = p_account_id for update;
  if v_account.id is null then
    return '{"outcome": "not_found", "reason": null}';
  elsif v_account.owner_id <> p_person_id then
    return '{"outcome": "not_allowed", "reason": "owner"}';
  elsif v_account.terms_acknowledged_at is null then
    perform outreach.act_as(p_person_id);
    update outreach.accounts set terms_acknowledged_at = outreach.moment(), terms_acknowledged_by = p_person_id
    where id = p_account_id returning * into v_account;
    perform outreach.note(v_account.team_id, 'terms_acknowledged', 'account', v_account.id, null, null);
    perform outreach.tell(v_account, 'terms_acknowledged', jsonb_build_object('person_id', p_person_id));
  end if;
  return '{"outcome": "done", "reason": null}';
end $$;

-- Owner only: setup and the sandbox's seed. {team_id, provider_account_id, name, owner_id, tier, channel_id?, config?}.
-- The same provider account again changes nothing. Answers the account's id.
create function outreach.install_account(p_account jsonb) returns text
language plpgsql security definer set search_path = ''
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
    v_problems := outreach.config_problems(v_config);
    if v_problems <> '[]' then
      raise sqlstate 'PT400' using message = format('Cannot install account "%s": %s', p_account ->> 'name', v_problems), detail = 'bad_config';
    end if;
    perform outreach.write_config(v_account.id, p_account ->> 'owner_id', v_config);
  end if;
  perform outreach.note(v_account.team_id, 'account_installed', 'account', v_account.id, null, v_account.status);
  return v_account.id;
end $$;

revoke all on all tables in schema outreach from public, anon, authenticated, service_role;
revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
grant execute on function outreach.save_config, outreach.check_config, outreach.acknowledge_terms to greenlight_bot;
