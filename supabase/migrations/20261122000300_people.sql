-- Teams, the people in them, and who may approve what. Both systems read this; roles are data that admins change.
create table platform.teams (
  team_id text primary key,
  name text not null,
  locale text not null default 'en' check (locale in ('en', 'pt-BR')),
  created_at timestamptz not null default platform.now()
);
alter table platform.teams enable row level security;

create table platform.people (
  team_id text not null references platform.teams,
  user_id text not null,
  name text not null,
  role text not null default 'member' check (role in ('member', 'approver', 'admin')),
  -- What Slack says: restricted users and strangers of shared channels. Outranks `role`.
  is_guest boolean not null default false,
  tz text not null default 'UTC',
  updated_at timestamptz not null default platform.now(),
  primary key (team_id, user_id)
);
alter table platform.people enable row level security;

create table platform.approver_rules (
  team_id text not null references platform.teams,
  -- '*' stands for every type without a rule of its own.
  job_type text not null default '*',
  roles text[] not null default array['approver', 'admin'],
  four_eyes boolean not null default true,
  quorum integer not null default 1 check (quorum between 1 and 10),
  primary key (team_id, job_type)
);
alter table platform.approver_rules enable row level security;

create function platform.person_view(p_person platform.people) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'team_id', (p_person).team_id, 'user_id', (p_person).user_id, 'name', (p_person).name, 'tz', (p_person).tz,
    'role', case when (p_person).is_guest then 'guest' else (p_person).role end)
$$;

-- Keeps what Slack says of a person and answers with the role that the team gave.
create function platform.note_person(p_person jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_person platform.people;
begin
  insert into platform.people as p (team_id, user_id, name, tz, is_guest)
  values (p_person ->> 'team_id', p_person ->> 'user_id', left(p_person ->> 'name', 200),
          coalesce(p_person ->> 'tz', 'UTC'), coalesce((p_person ->> 'is_guest')::boolean, false))
  on conflict (team_id, user_id) do update
    set name = excluded.name, tz = excluded.tz, is_guest = excluded.is_guest, updated_at = platform.now()
  returning * into v_person;
  return platform.person_view(v_person);
end $$;

-- Empty answer: nobody by that id has been seen.
create function platform.get_person(p_team_id text, p_user_id text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select platform.person_view(p) from platform.people p where p.team_id = p_team_id and p.user_id = p_user_id
$$;

-- Empty answer: this team is not installed here.
create function platform.get_team(p_team_id text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('team_id', t.team_id, 'name', t.name, 'locale', t.locale)
  from platform.teams t where t.team_id = p_team_id
$$;

-- The rule that binds a type of job: its own, else the team's '*'. A team without any has nobody who may approve.
create function platform.approver_rule(p_team_id text, p_job_type text) returns platform.approver_rules
language sql stable set search_path = ''
as $$
  select a from platform.approver_rules a
  where a.team_id = p_team_id and a.job_type in (p_job_type, '*')
  order by (a.job_type = p_job_type) desc limit 1
$$;

-- Who may approve a job of this type that `p_requester_id` asked for, by name.
create function platform.approvers_of(p_team_id text, p_job_type text, p_requester_id text) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(p.user_id order by p.role, p.name), '[]'::jsonb)
  from platform.approver_rule(p_team_id, p_job_type) rule
  join platform.people p on p.team_id = p_team_id and p.role = any (rule.roles) and not p.is_guest
  where not (rule.four_eyes and p.user_id = p_requester_id)
$$;

-- Owner only: setup and the sandbox's seed.
create function platform.install_team(p_team jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into platform.teams (team_id, name, locale)
  values (p_team ->> 'team_id', p_team ->> 'name', coalesce(p_team ->> 'locale', 'en'))
  on conflict (team_id) do nothing;
  insert into platform.approver_rules (team_id) values (p_team ->> 'team_id') on conflict do nothing;
  if (p_team ->> 'sandbox')::boolean then
    update platform.settings set sandbox = true;
  end if;
end $$;

-- Owner only. Empty answer; raises when the person has not been seen.
create function platform.set_role(p_team_id text, p_user_id text, p_role text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  update platform.people set role = p_role, updated_at = platform.now()
  where team_id = p_team_id and user_id = p_user_id;
  if not found then
    raise sqlstate 'PT404' using message = format('Cannot give %s the role %s: the person is unknown', p_user_id, p_role),
      detail = 'unknown_person', hint = 'Let the person use the bot once, or note them first.';
  end if;
end $$;

revoke all on all tables in schema platform from public, anon, authenticated, service_role;
revoke execute on all functions in schema platform from public, anon, authenticated, service_role;
grant execute on function platform.note_person, platform.get_person, platform.get_team to greenlight_bot;
