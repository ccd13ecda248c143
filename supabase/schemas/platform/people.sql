-- Teams and the people in them. Both systems read this; roles are data that admins change.
create table platform.teams (
  team_id text primary key,
  name text not null,
  locale text not null default 'en' constraint locale_is_known check (locale in ('en', 'pt-BR')),
  created_at timestamptz not null default platform.now()
);
alter table platform.teams enable row level security;

create table platform.people (
  team_id text not null references platform.teams,
  user_id text not null,
  name text not null,
  role text not null default 'member' constraint role_is_known check (role in ('member', 'approver', 'admin')),
  -- What Slack says: restricted users and strangers of shared channels. Outranks `role`.
  is_guest boolean not null default false,
  -- The account was closed in Slack. Outranks `role` as well.
  is_deactivated boolean not null default false,
  tz text not null default 'UTC',
  updated_at timestamptz not null default platform.now(),
  primary key (team_id, user_id)
);
alter table platform.people enable row level security;

create function platform.person_view(p_person platform.people) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'team_id', (p_person).team_id, 'user_id', (p_person).user_id, 'name', (p_person).name, 'tz', (p_person).tz,
    'role', case when (p_person).is_guest or (p_person).is_deactivated then 'guest' else (p_person).role end)
$$;

-- Held while it changes who may decide: a card that begins to wait sees the change, or the change sees the card.
create function platform.hold_rules(p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select from platform.teams t where t.team_id = p_team_id for no key update
$$;

-- Held by what no change of the rules may overtake; before what it locks itself, as such a change locks that too.
create function platform.keep_rules(p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select from platform.teams t where t.team_id = p_team_id for share
$$;

-- Keeps what Slack says of a person and answers with the role that the team gave.
create function platform.note_person(p_person jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_person platform.people;
  v_is_guest boolean := coalesce((p_person ->> 'is_guest')::boolean, false);
  v_is_deactivated boolean := coalesce((p_person ->> 'is_deactivated')::boolean, false);
begin
  if exists (
    select from platform.people p
    where p.team_id = p_person ->> 'team_id' and p.user_id = p_person ->> 'user_id'
      and (p.is_guest, p.is_deactivated, p.tz) is distinct from (v_is_guest, v_is_deactivated, coalesce(p_person ->> 'tz', 'UTC'))) then
    perform platform.hold_rules(p_person ->> 'team_id');
  end if;
  insert into platform.people as p (team_id, user_id, name, tz, is_guest, is_deactivated)
  values (p_person ->> 'team_id', p_person ->> 'user_id', left(p_person ->> 'name', 200),
          coalesce(p_person ->> 'tz', 'UTC'), v_is_guest, v_is_deactivated)
  on conflict (team_id, user_id) do update
    set name = excluded.name, tz = excluded.tz, is_guest = excluded.is_guest, is_deactivated = excluded.is_deactivated,
        updated_at = platform.now()
  returning * into v_person;
  return platform.person_view(v_person);
end $$;

-- Empty answer: no person by that id has been seen.
create function platform.get_person(p_team_id text, p_user_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select platform.person_view(p) from platform.people p where p.team_id = p_team_id and p.user_id = p_user_id
$$;

-- Empty answer: this team is not installed here.
create function platform.get_team(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('team_id', t.team_id, 'name', t.name, 'locale', t.locale)
  from platform.teams t where t.team_id = p_team_id
$$;

-- Owner only: setup and the sandbox's seed.
create function platform.install_team(p_team jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into platform.teams (team_id, name, locale)
  values (p_team ->> 'team_id', p_team ->> 'name', coalesce(p_team ->> 'locale', 'en'))
  on conflict (team_id) do nothing;
  if not exists (select from platform.approver_rule_versions v where v.team_id = p_team ->> 'team_id') then
    perform platform.put_rule(p_team ->> 'team_id', '*', '*', '{"groups": [{"quorum": 1, "roles": ["approver", "admin"]}]}', null);
  end if;
  if (p_team ->> 'sandbox')::boolean then
    update platform.settings set sandbox = true;
  end if;
end $$;

-- The language of the bot's own texts is switched in Slack, by admins. Empty answer; raises for all others.
create function platform.set_team_locale(p_change jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_locale text := p_change ->> 'locale';
begin
  perform platform.require_admin(p_change ->> 'team_id', p_change ->> 'person_id');
  if v_locale is null or v_locale not in ('en', 'pt-BR') then
    raise sqlstate 'PT400' using message = format('Cannot speak "%s"; accepted: en, pt-BR', coalesce(v_locale, 'null')), detail = 'bad_locale';
  end if;
  update platform.teams set locale = v_locale where team_id = p_change ->> 'team_id' and locale <> v_locale;
end $$;

-- User ids of a team's admins, by name: a person who may not do something is told who may.
create function platform.admins_of(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(p.user_id order by p.name, p.user_id), '[]'::jsonb)
  from platform.people p where p.team_id = p_team_id and p.role = 'admin' and not p.is_guest and not p.is_deactivated
$$;

grant execute on function platform.note_person, platform.get_person, platform.get_team, platform.set_team_locale,
  platform.admins_of to greenlight_bot;
