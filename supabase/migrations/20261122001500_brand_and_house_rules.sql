-- How a team's work looks and what it may say. Data with versions: a change adds a row, nothing is overwritten.
create table content.brand_kits (
  team_id text not null references platform.teams,
  version integer not null,
  kit jsonb not null,
  changed_by text not null,
  created_at timestamptz not null default platform.now(),
  primary key (team_id, version)
);
alter table content.brand_kits enable row level security;

create table content.house_rules (
  team_id text not null references platform.teams,
  version integer not null,
  rules jsonb not null,
  changed_by text not null,
  created_at timestamptz not null default platform.now(),
  primary key (team_id, version)
);
alter table content.house_rules enable row level security;

-- Owner only here. Answers the version in force; the same content again adds none.
create function content.set_brand_kit(p_team_id text, p_person_id text, p_kit jsonb) returns integer
language plpgsql security definer set search_path = ''
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
language plpgsql security definer set search_path = ''
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
language plpgsql stable security definer set search_path = ''
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
language plpgsql stable security definer set search_path = ''
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

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.get_brand_kit, content.get_house_rules to greenlight_agent;
