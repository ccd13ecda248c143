-- Roles are given and taken in Slack, by admins; every change leaves a row.
create table platform.role_changes (
  id bigint generated always as identity primary key,
  team_id text not null,
  user_id text not null,
  changed_by text not null,
  role_before text not null,
  role_after text not null,
  changed_at timestamptz not null default platform.now(),
  constraint a_role_is_of_a_person_of_the_team foreign key (team_id, user_id) references platform.people,
  constraint a_role_is_given_by_a_person_of_the_team foreign key (team_id, changed_by) references platform.people,
  constraint roles_before_and_after_are_known
    check (role_before in ('member', 'approver', 'admin') and role_after in ('member', 'approver', 'admin'))
);
alter table platform.role_changes enable row level security;
create index role_changes_of_a_person on platform.role_changes (team_id, user_id);
create index role_changes_by_a_person on platform.role_changes (team_id, changed_by);

-- Owner only. Empty answer; raises when the person has not been seen.
create function platform.set_role(p_team_id text, p_user_id text, p_role text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform platform.hold_rules(p_team_id);
  update platform.people set role = p_role, updated_at = platform.now()
  where team_id = p_team_id and user_id = p_user_id;
  if not found then
    raise sqlstate 'PT404' using message = format('Cannot give %s the role %s: the person is unknown', p_user_id, p_role),
      detail = 'unknown_person', hint = 'Let the person use the bot once, or note them first.';
  end if;
end $$;

-- Raises unless this person is an admin of the team now.
create function platform.require_admin(p_team_id text, p_person_id text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from platform.people p
    where p.team_id = p_team_id and p.user_id = p_person_id and p.role = 'admin' and not p.is_guest and not p.is_deactivated) then
    raise sqlstate 'PT403' using message = format('Cannot change this for %s: an admin is needed', p_person_id), detail = 'not_allowed',
      hint = 'An admin gives roles with /approvers.';
  end if;
end $$;

-- All who are more than a member: admins first, then approvers, by name.
create function platform.list_roles(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(platform.person_view(p) order by p.role, p.name, p.user_id), '[]'::jsonb)
  from platform.people p
  where p.team_id = p_team_id and p.role in ('approver', 'admin') and not p.is_guest and not p.is_deactivated
$$;

-- Gives a role, or takes one by giving `member`. Outcomes: `changed`, `unchanged`, and without any change `guest` (guests
-- and strangers decide nothing), `unknown_person`, `last_admin` (a team is never without an admin). The rules are
-- held, so that two admins who take each other's role at once cannot both succeed.
create function platform.give_role(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_change ->> 'team_id';
  v_role text := p_change ->> 'role';
  v_person platform.people;
begin
  perform platform.hold_rules(v_team_id);
  perform platform.require_admin(v_team_id, p_change ->> 'person_id');
  if v_role is null or v_role not in ('member', 'approver', 'admin') then
    raise sqlstate 'PT400' using message = format('Cannot give the role %s; accepted: member, approver, admin', coalesce(v_role, 'null')),
      detail = 'bad_role';
  end if;
  select * into v_person from platform.people p where p.team_id = v_team_id and p.user_id = p_change ->> 'user_id' for no key update;
  if v_person.user_id is null then
    return jsonb_build_object('outcome', 'unknown_person', 'before', null);
  end if;
  if v_person.is_guest or v_person.is_deactivated then
    return jsonb_build_object('outcome', 'guest', 'before', 'guest');
  end if;
  if v_person.role = v_role then
    return jsonb_build_object('outcome', 'unchanged', 'before', v_role);
  end if;
  if v_person.role = 'admin' and not exists (
    select from platform.people p
    where p.team_id = v_team_id and p.user_id <> v_person.user_id and p.role = 'admin' and not p.is_guest and not p.is_deactivated) then
    return jsonb_build_object('outcome', 'last_admin', 'before', 'admin');
  end if;
  update platform.people set role = v_role, updated_at = platform.now() where team_id = v_team_id and user_id = v_person.user_id;
  insert into platform.role_changes (team_id, user_id, changed_by, role_before, role_after)
  values (v_team_id, v_person.user_id, p_change ->> 'person_id', v_person.role, v_role);
  return jsonb_build_object('outcome', 'changed', 'before', v_person.role);
end $$;

grant execute on function platform.list_roles, platform.give_role to greenlight_bot;
