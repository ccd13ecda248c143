-- How a team's work looks and what it may say. Data with versions: a change adds a row, nothing is overwritten.
create table content.brand_kits (
  team_id text not null references platform.teams,
  version integer not null,
  kit jsonb not null,
  changed_by text not null,
  change text constraint change_has_at_most_500_characters check (char_length(change) <= 500),
  created_at timestamptz not null default platform.now(),
  primary key (team_id, version)
);
alter table content.brand_kits enable row level security;

create table content.house_rules (
  team_id text not null references platform.teams,
  version integer not null,
  rules jsonb not null,
  changed_by text not null,
  change text constraint change_has_at_most_500_characters check (char_length(change) <= 500),
  created_at timestamptz not null default platform.now(),
  primary key (team_id, version)
);
alter table content.house_rules enable row level security;

-- Owner only here. Answers the version in force; the same content again adds none.
create function content.set_brand_kit(p_team_id text, p_person_id text, p_kit jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_last content.brand_kits;
begin
  select * into v_last from content.brand_kits where team_id = p_team_id order by version desc limit 1;
  if v_last.kit = p_kit then
    return v_last.version;
  end if;
  insert into content.brand_kits (team_id, version, kit, changed_by)
  values (p_team_id, coalesce(v_last.version, 0) + 1, p_kit, p_person_id);
  return coalesce(v_last.version, 0) + 1;
end $$;

create function content.set_house_rules(p_team_id text, p_person_id text, p_rules jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_last content.house_rules;
begin
  select * into v_last from content.house_rules where team_id = p_team_id order by version desc limit 1;
  if v_last.rules = p_rules then
    return v_last.version;
  end if;
  insert into content.house_rules (team_id, version, rules, changed_by)
  values (p_team_id, coalesce(v_last.version, 0) + 1, p_rules, p_person_id);
  return coalesce(v_last.version, 0) + 1;
end $$;

create function content.get_brand_kit(p_team_id text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_last content.brand_kits;
begin
  select * into v_last from content.brand_kits where team_id = p_team_id order by version desc limit 1;
  if v_last.team_id is null then
    raise sqlstate 'PT404' using message = format('Team "%s" has no brand kit', p_team_id), detail = 'no_brand_kit', hint = 'An admin adds one.';
  end if;
  return v_last.kit || jsonb_build_object('version', v_last.version);
end $$;

-- Fails closed: without rules nothing is checked, so nothing is written.
create function content.get_house_rules(p_team_id text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_last content.house_rules;
begin
  select * into v_last from content.house_rules where team_id = p_team_id order by version desc limit 1;
  if v_last.team_id is null then
    raise sqlstate 'PT404' using message = format('Team "%s" has no house rules', p_team_id), detail = 'no_house_rules', hint = 'An admin adds them; an empty list is accepted.';
  end if;
  return v_last.rules || jsonb_build_object('version', v_last.version);
end $$;

create function content.is_admin(p_team_id text, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from platform.people p
                 where p.team_id = p_team_id and p.user_id = p_person_id and p.role = 'admin' and not p.is_guest and not p.is_deactivated)
$$;

-- One change of a setting at a time.
create function content.hold_setting(p_team_id text, p_setting text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select pg_advisory_xact_lock(hashtextextended(format('content.%s:%s', p_setting, p_team_id), 0))
$$;

-- All versions of one setting in the same shape.
create function content.setting_versions(p_team_id text, p_setting text)
returns table (version integer, value jsonb, changed_by text, change text, created_at timestamptz)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if p_setting = 'brand_kit' then
    return query select k.version, k.kit, k.changed_by, k.change, k.created_at from content.brand_kits k where k.team_id = p_team_id;
  elsif p_setting = 'house_rules' then
    return query select r.version, r.rules, r.changed_by, r.change, r.created_at from content.house_rules r where r.team_id = p_team_id;
  else
    raise sqlstate 'PT400' using message = format('Cannot read setting "%s": brand_kit and house_rules are accepted', p_setting), detail = 'unknown_setting';
  end if;
end $$;

-- Adds a version when an admin changes the one in force, and `p_base_version` is that one. `unchanged`: the same content.
create function content.change_setting(p_team_id text, p_person_id text, p_setting text, p_base_version integer, p_value jsonb, p_change text)
returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_last record;
  v_outcome text;
  v_version integer;
begin
  -- Two admins at once: the second one sees the version of the first.
  perform content.hold_setting(p_team_id, p_setting);
  select * into v_last from content.setting_versions(p_team_id, p_setting) order by version desc limit 1;
  v_version := coalesce(v_last.version, 0);
  v_outcome := case
    when not content.is_admin(p_team_id, p_person_id) then 'not_allowed'
    when v_version is distinct from p_base_version then 'stale'
    when v_last.value = p_value then 'unchanged'
    else 'changed'
  end;
  if v_outcome = 'changed' then
    v_version := v_version + 1;
    if p_setting = 'brand_kit' then
      insert into content.brand_kits (team_id, version, kit, changed_by, change) values (p_team_id, v_version, p_value, p_person_id, left(p_change, 500));
    else
      insert into content.house_rules (team_id, version, rules, changed_by, change) values (p_team_id, v_version, p_value, p_person_id, left(p_change, 500));
    end if;
  end if;
  return jsonb_build_object('outcome', v_outcome, 'version', v_version,
    'changed_by', case when v_outcome = 'stale' then v_last.changed_by end);
end $$;

-- Counted as the readers of a setting do, in JavaScript: one beyond the basic plane, such as an emoji, is two. Empty
-- answer: no text.
create function content.text_length(p_value jsonb) returns integer
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when jsonb_typeof(p_value) = 'string' then
    char_length(regexp_replace(p_value #>> '{}', '[\U00010000-\U0010FFFF]', '..', 'g')) end
$$;

-- Raises when a list of rules is not what every later check of a text relies on.
create function content.refuse_broken_rules(p_rules jsonb) returns void
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_fault text;
begin
  v_fault := case
    when coalesce(content.text_length(p_rules -> 'voice'), 2001) > 2000 then 'the voice is a text of at most 2000 characters'
    when jsonb_typeof(p_rules -> 'rules') is distinct from 'array' then 'the rules are a list'
    when jsonb_array_length(p_rules -> 'rules') > 200 then 'at most 200 rules are accepted'
    when jsonb_typeof(coalesce(p_rules -> 'samples', '[]')) <> 'array' then 'the samples are a list'
    when jsonb_array_length(coalesce(p_rules -> 'samples', '[]')) not in (0, 3, 4, 5, 6, 7, 8, 9, 10) then 'three to ten samples are accepted, or none'
    when exists (select from jsonb_array_elements(coalesce(p_rules -> 'samples', '[]')) s
                 where coalesce(content.text_length(s), 0) not between 1 and 1200 or trim(s #>> '{}') = '') then 'a sample has 1 to 1200 characters'
  end;
  if v_fault is null then
    select format('rule "%s": %s', coalesce(r ->> 'id', '?'), f.fault) into v_fault
    from jsonb_array_elements(p_rules -> 'rules') with ordinality l(r, n)
    cross join lateral (select case
      when jsonb_typeof(r -> 'id') is distinct from 'string' or trim(r ->> 'id') = '' then 'it has no id'
      when exists (select from jsonb_array_elements(p_rules -> 'rules') with ordinality o(r, n) where o.r ->> 'id' = l.r ->> 'id' and o.n < l.n) then 'its id is there twice'
      when coalesce(r ->> 'kind', '') not in ('banned_word', 'banned_claim', 'required_disclaimer', 'guideline')
        then 'its kind is one of banned_word, banned_claim, required_disclaimer, guideline'
      when coalesce(r ->> 'severity', '') not in ('block', 'warn') then 'its severity is block or warn'
      when coalesce(r ->> 'language', 'pt') not in ('pt', 'en') then 'its language is pt, en or left out'
      when coalesce(content.text_length(r -> 'pattern'), 0) not between 1 and 300 or trim(r ->> 'pattern') = '' then 'its pattern has 1 to 300 characters'
      when coalesce(content.text_length(r -> 'reason'), 301) > 300 then 'its reason has at most 300 characters'
    end as fault) f
    where f.fault is not null order by l.n limit 1;
  end if;
  if v_fault is not null then
    raise sqlstate 'PT400' using message = format('Cannot change the house rules: %s', v_fault), detail = 'bad_rules', hint = 'Nothing was changed.';
  end if;
end $$;

-- Texts that the team likes (`samples`, three to ten or none) are part of the rules; a change without them keeps those in force.
create function content.change_house_rules(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_base integer := (p_change ->> 'base_version')::integer;
  v_samples jsonb := coalesce(p_change -> 'rules' -> 'samples',
    (select s.value -> 'samples' from content.setting_versions(p_change ->> 'team_id', 'house_rules') s where s.version = v_base), '[]');
begin
  perform content.refuse_broken_rules((p_change -> 'rules') || jsonb_build_object('samples', v_samples));
  return content.change_setting(p_change ->> 'team_id', p_change ->> 'person_id', 'house_rules', v_base,
    jsonb_build_object('voice', p_change -> 'rules' -> 'voice', 'rules', p_change -> 'rules' -> 'rules')
      || case when v_samples = '[]' then '{}' else jsonb_build_object('samples', v_samples) end,
    p_change ->> 'change');
end $$;

-- Takes a brand kit that was drawn and agreed to into use. Called where its question is answered; no part is granted it.
-- The change names what differs, e.g. `name, colors.accent`.
create function content.apply_brand_kit(p_team_id text, p_person_id text, p_kit jsonb, p_base_version integer) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_kit jsonb := p_kit - 'version';
  v_before jsonb;
  v_change text;
begin
  select s.value into v_before from content.setting_versions(p_team_id, 'brand_kit') s order by s.version desc limit 1;
  select string_agg(f.name, ', ' order by f.name) into v_change
  from (
    select case when jsonb_typeof(n.value) = 'object' then n.key || '.' || i.key else n.key end as name,
           case when jsonb_typeof(n.value) = 'object' then i.value else n.value end as value,
           case when jsonb_typeof(n.value) = 'object' then v_before -> n.key -> i.key else v_before -> n.key end as before
    from jsonb_each(v_kit) n
    left join lateral jsonb_each(case when jsonb_typeof(n.value) = 'object' then n.value else '{}' end) i on true
  ) f
  where f.value is distinct from f.before;
  return content.change_setting(p_team_id, p_person_id, 'brand_kit', p_base_version, v_kit, v_change);
end $$;

-- Makes an earlier version the newest one again. `unknown_version`: the team has no such version.
create function content.restore_setting(p_restore jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_restore ->> 'team_id';
  v_setting text := p_restore ->> 'setting';
  v_version integer := (p_restore ->> 'version')::integer;
  v_value jsonb;
begin
  select s.value into v_value from content.setting_versions(v_team_id, v_setting) s where s.version = v_version;
  if v_value is null and content.is_admin(v_team_id, p_restore ->> 'person_id') then
    return jsonb_build_object('outcome', 'unknown_version', 'changed_by', null,
      'version', (select coalesce(max(s.version), 0) from content.setting_versions(v_team_id, v_setting) s));
  end if;
  return content.change_setting(v_team_id, p_restore ->> 'person_id', v_setting, (p_restore ->> 'base_version')::integer, v_value,
    format('back to version %s', v_version));
end $$;

-- Newest first.
create function content.list_setting_versions(p_team_id text, p_setting text, p_limit integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('version', v.version, 'changed_by', v.changed_by, 'change', v.change, 'created_at', v.created_at)
                            order by v.version desc), '[]'::jsonb)
  from (select * from content.setting_versions(p_team_id, p_setting) s order by s.version desc limit least(greatest(p_limit, 0), 100)) v
$$;

grant execute on function content.get_brand_kit, content.get_house_rules to greenlight_bot, greenlight_agent;
grant execute on function content.change_house_rules, content.restore_setting, content.list_setting_versions
  to greenlight_bot;
