-- A rule of who approves is of a type and a channel, and has one or two groups of people: roles, people or a user group of Slack.
-- A rule of before becomes one group of its roles and quorum. Four eyes is no setting any more; it always holds.
alter table platform.people add column is_deactivated boolean not null default false;

create table platform.user_groups (
  team_id text not null references platform.teams,
  group_id text not null,
  handle text not null,
  name text not null,
  -- User ids. Of these only people of the team count, who are noted before the group is kept.
  members text[] not null default '{}',
  is_disabled boolean not null default false,
  read_at timestamptz not null default platform.now(),
  primary key (team_id, group_id)
);
alter table platform.user_groups enable row level security;
revoke all on platform.user_groups from public, anon, authenticated, service_role;

-- [{"name", "quorum", "roles", "people", "user_group", "deputies"}], each in full.
create function platform.are_groups(p_groups jsonb) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_typeof(p_groups) = 'array' and jsonb_array_length(p_groups) between 1 and 2 and (
    select bool_and(
      jsonb_typeof(g) = 'object'
      and coalesce(char_length(g ->> 'name') between 1 and 40, jsonb_array_length(p_groups) = 1)
      and (g ->> 'quorum')::integer between 1 and 10
      and jsonb_typeof(g -> 'roles') = 'array' and g -> 'roles' <@ '["member", "approver", "admin"]'
      and jsonb_typeof(g -> 'people') = 'array' and jsonb_typeof(g -> 'deputies') = 'array'
      and (jsonb_array_length(g -> 'roles') > 0 or jsonb_array_length(g -> 'people') > 0 or g ->> 'user_group' is not null))
    from jsonb_array_elements(p_groups) g), false)
$$;

drop function platform.approvers_of(text, text, text);
drop function platform.approver_rule(text, text);
drop function outreach.approvers_of(outreach.linkedin_automation);
drop function outreach.approvals_of(outreach.linkedin_automation);

alter table platform.approver_rules
  add column channel_id text not null default '*',
  add column version integer not null default 1,
  add column in_order boolean not null default false,
  add column groups jsonb,
  add column remind_after_hours integer constraint a_reminder_comes_after_1_to_80_hours check (remind_after_hours between 1 and 80),
  add column escalate_after_hours integer constraint an_escalation_comes_after_1_to_80_hours check (escalate_after_hours between 1 and 80),
  add column expire_after_days integer constraint a_card_expires_after_1_to_90_days check (expire_after_days between 1 and 90),
  add column changed_by text,
  add column changed_at timestamptz not null default platform.now();
update platform.approver_rules set groups = jsonb_build_array(jsonb_build_object(
  'name', null, 'quorum', quorum, 'roles', to_jsonb(roles), 'people', '[]'::jsonb, 'user_group', null, 'deputies', '[]'::jsonb));
alter table platform.approver_rules
  alter column groups set not null,
  drop column roles, drop column four_eyes, drop column quorum,
  drop constraint approver_rules_pkey, add primary key (team_id, job_type, channel_id),
  drop constraint a_rule_is_of_a_known_type,
  add constraint a_rule_is_of_a_known_type check (job_type in ('*', 'carousel', 'blog', 'research', 'plan', 'knowledge', 'brand_kit', 'outreach')),
  add constraint a_rule_names_its_groups check (platform.are_groups(groups)),
  add constraint a_rule_is_changed_by_a_person_of_the_team foreign key (team_id, changed_by) references platform.people;
create index approver_rules_by_a_person on platform.approver_rules (team_id, changed_by);

create table platform.approver_rule_versions (
  team_id text not null references platform.teams,
  job_type text not null,
  channel_id text not null,
  version integer not null,
  rule jsonb,
  changed_by text,
  changed_at timestamptz not null default platform.now(),
  primary key (team_id, job_type, channel_id, version),
  constraint a_rule_is_changed_by_a_person_of_the_team foreign key (team_id, changed_by) references platform.people
);
alter table platform.approver_rule_versions enable row level security;
revoke all on platform.approver_rule_versions from public, anon, authenticated, service_role;
create index approver_rule_versions_by_a_person on platform.approver_rule_versions (team_id, changed_by);

-- What people set of a rule.
create function platform.rule_settings(p_rule platform.approver_rules) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'order', case when (p_rule).in_order then 'in_order' else 'parallel' end, 'groups', (p_rule).groups,
    'remind_after_hours', (p_rule).remind_after_hours, 'escalate_after_hours', (p_rule).escalate_after_hours,
    'expire_after_days', (p_rule).expire_after_days)
$$;

insert into platform.approver_rule_versions (team_id, job_type, channel_id, version, rule)
select r.team_id, r.job_type, r.channel_id, 1, platform.rule_settings(r) from platform.approver_rules r;

alter table content.jobs add column named_approver text;
alter table content.outbox
  drop constraint kind_is_known,
  add constraint kind_is_known check (kind in ('brief', 'progress', 'pages', 'card', 'final', 'outcome', 'question_pages', 'question', 'reply', 'notice', 'budget', 'reminder', 'unreachable'));

create or replace function platform.person_view(p_person platform.people) returns jsonb
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

-- Keeps what Slack says of a person and answers with the role that the team gave.
create or replace function platform.note_person(p_person jsonb) returns jsonb
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
      and (p.is_guest, p.is_deactivated) is distinct from (v_is_guest, v_is_deactivated)) then
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

-- Owner only: setup and the sandbox's seed.
create or replace function platform.install_team(p_team jsonb) returns void
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

-- User ids of a team's admins, by name: a person who may not do something is told who may.
create or replace function platform.admins_of(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(p.user_id order by p.name, p.user_id), '[]'::jsonb)
  from platform.people p where p.team_id = p_team_id and p.role = 'admin' and not p.is_guest and not p.is_deactivated
$$;

-- Raises unless this person is an admin of the team now.
create or replace function platform.require_admin(p_team_id text, p_person_id text) returns void
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
create or replace function platform.list_roles(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(platform.person_view(p) order by p.role, p.name, p.user_id), '[]'::jsonb)
  from platform.people p
  where p.team_id = p_team_id and p.role in ('approver', 'admin') and not p.is_guest and not p.is_deactivated
$$;

-- Gives a role, or takes one by giving `member`. Outcomes: `changed`, `unchanged`, and without any change `guest` (guests
-- and strangers decide nothing), `unknown_person`, `last_admin` (a team is never without an admin). The team's row is
-- locked, so that two admins who take each other's role at once cannot both succeed.
create or replace function platform.give_role(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_change ->> 'team_id';
  v_role text := p_change ->> 'role';
  v_person platform.people;
begin
  perform from platform.teams t where t.team_id = v_team_id for update;
  perform platform.require_admin(v_team_id, p_change ->> 'person_id');
  if v_role is null or v_role not in ('member', 'approver', 'admin') then
    raise sqlstate 'PT400' using message = format('Cannot give the role %s; accepted: member, approver, admin', coalesce(v_role, 'null')),
      detail = 'bad_role';
  end if;
  select * into v_person from platform.people p where p.team_id = v_team_id and p.user_id = p_change ->> 'user_id' for update;
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

-- Keeps what Slack says of a group now. Empty answer.
create function platform.put_user_group(p_group jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform platform.hold_rules(p_group ->> 'team_id');
  insert into platform.user_groups as g (team_id, group_id, handle, name, members, is_disabled)
  values (p_group ->> 'team_id', p_group ->> 'group_id', left(p_group ->> 'handle', 100), left(p_group ->> 'name', 200),
          array(select distinct m from jsonb_array_elements_text(p_group -> 'members') m order by m),
          coalesce((p_group ->> 'is_disabled')::boolean, false))
  on conflict (team_id, group_id) do update
    set handle = excluded.handle, name = excluded.name, members = excluded.members, is_disabled = excluded.is_disabled,
        read_at = excluded.read_at;
end $$;

create function platform.user_group_view(p_group platform.user_groups) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('group_id', (p_group).group_id, 'handle', (p_group).handle, 'name', (p_group).name,
    'members', to_jsonb((p_group).members), 'is_disabled', (p_group).is_disabled, 'read_at', (p_group).read_at)
$$;

-- The groups that were read, by handle: a change of one that is not among them needs no reading.
create function platform.list_user_groups(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(platform.user_group_view(g) order by g.handle, g.group_id), '[]'::jsonb)
  from platform.user_groups g where g.team_id = p_team_id
$$;

-- A rule as people set it, each key in full.
create function platform.rule_of(p_team_id text, p_job_type text, p_channel_id text, p_rule jsonb) returns platform.approver_rules
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule platform.approver_rules;
begin
  v_rule.team_id := p_team_id;
  v_rule.job_type := p_job_type;
  v_rule.channel_id := p_channel_id;
  v_rule.in_order := coalesce(p_rule ->> 'order', 'parallel') = 'in_order';
  v_rule.groups := coalesce((
    select jsonb_agg('{"name": null, "quorum": 1, "roles": [], "people": [], "user_group": null, "deputies": []}'::jsonb || g)
    from jsonb_array_elements(p_rule -> 'groups') g), '[]'::jsonb);
  v_rule.remind_after_hours := (p_rule ->> 'remind_after_hours')::integer;
  v_rule.escalate_after_hours := (p_rule ->> 'escalate_after_hours')::integer;
  v_rule.expire_after_days := (p_rule ->> 'expire_after_days')::integer;
  return v_rule;
end $$;

-- Puts a rule in force, or with null takes it out of force; the answer is its version. The caller holds the rules and has
-- checked that people can satisfy it.
create function platform.put_rule(p_team_id text, p_job_type text, p_channel_id text, p_rule jsonb, p_by text) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule platform.approver_rules := platform.rule_of(p_team_id, p_job_type, p_channel_id, p_rule);
begin
  select coalesce(max(v.version), 0) + 1 into v_rule.version from platform.approver_rule_versions v
  where v.team_id = p_team_id and v.job_type = p_job_type and v.channel_id = p_channel_id;
  v_rule.changed_by := p_by;
  v_rule.changed_at := platform.now();
  delete from platform.approver_rules r where r.team_id = p_team_id and r.job_type = p_job_type and r.channel_id = p_channel_id;
  if p_rule is not null then
    insert into platform.approver_rules select v_rule.*;
  end if;
  insert into platform.approver_rule_versions (team_id, job_type, channel_id, version, rule, changed_by)
  values (p_team_id, p_job_type, p_channel_id, v_rule.version, case when p_rule is not null then platform.rule_settings(v_rule) end, p_by);
  return v_rule.version;
end $$;

-- The rule that binds: the most exact one, where a type is more exact than a channel. A team without any has no approver.
create function platform.rule_for(p_team_id text, p_job_type text, p_channel_id text) returns platform.approver_rules
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select r from platform.approver_rules r
  where r.team_id = p_team_id and r.job_type in (p_job_type, '*') and r.channel_id in (p_channel_id, '*')
  order by (r.job_type = p_job_type) desc, (r.channel_id = p_channel_id) desc limit 1
$$;

-- Who is in the groups of a rule, a row for each group: people of the team who are no guests and not deactivated. A person whom
-- the group names is no deputy of it.
create function platform.rule_members(p_rule platform.approver_rules)
returns table (number integer, user_id text, role text, name text, is_deputy boolean, by_user_group boolean)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select g.number::integer, p.user_id, p.role, p.name, not (w.is_named or w.is_in_group), w.is_in_group and not w.is_named
  from jsonb_array_elements((p_rule).groups) with ordinality g (it, number)
  left join platform.user_groups u on u.team_id = (p_rule).team_id and u.group_id = g.it ->> 'user_group' and not u.is_disabled
  join platform.people p on p.team_id = (p_rule).team_id and not p.is_guest and not p.is_deactivated
  cross join lateral (
    select g.it -> 'roles' ? p.role or g.it -> 'people' ? p.user_id as is_named,
           coalesce(p.user_id = any (u.members), false) as is_in_group) w
  where w.is_named or w.is_in_group or g.it -> 'deputies' ? p.user_id
$$;

create function platform.is_of_rule(p_rule platform.approver_rules, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from platform.rule_members(p_rule) m where m.user_id = p_person_id)
$$;

-- User groups that a rule names and whose members were not read within the last minute: before a click counts by them, they
-- are read again.
create function platform.unread_groups(p_rule platform.approver_rules) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(distinct g.it -> 'user_group'), '[]'::jsonb)
  from jsonb_array_elements((p_rule).groups) g (it)
  left join platform.user_groups u on u.team_id = (p_rule).team_id and u.group_id = g.it ->> 'user_group'
  where g.it ->> 'user_group' is not null and coalesce(u.read_at, '-infinity') < platform.now() - interval '1 minute'
$$;

-- Why no people could satisfy a rule, or null. One of a group may ask for the draft and then not approve it, so it needs one person
-- more than its quorum. `group` counts from 1.
create function platform.rule_fault(p_rule platform.approver_rules) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with asked as (
    select g.it, g.number::integer as number, (g.it ->> 'quorum')::integer as quorum
    from jsonb_array_elements((p_rule).groups) with ordinality g (it, number)
  ), member as (
    select * from platform.rule_members(p_rule)
  ), fault as (
    select 1 as place, a.number, jsonb_build_object('code', 'unknown_user_group', 'group', a.number) as it
    from asked a
    where a.it ->> 'user_group' is not null and not exists (
      select from platform.user_groups u
      where u.team_id = (p_rule).team_id and u.group_id = a.it ->> 'user_group' and not u.is_disabled)
    union all
    select 2, a.number, jsonb_build_object('code', 'does_not_count', 'group', a.number, 'people', jsonb_agg(n.id order by n.id))
    from asked a cross join lateral jsonb_array_elements_text((a.it -> 'people') || (a.it -> 'deputies')) n (id)
    where not exists (select from member m where m.number = a.number and m.user_id = n.id)
    group by a.number
    union all
    select 3, a.number, jsonb_build_object('code', 'too_few', 'group', a.number, 'needed', a.quorum + 1, 'have', count(m.user_id))
    from asked a left join member m on m.number = a.number
    group by a.number, a.quorum having count(m.user_id) <= a.quorum
    union all
    select 4, 2, jsonb_build_object('code', 'too_few_together', 'group', 2, 'needed', sum(a.quorum) + 1, 'have', (select count(distinct m.user_id) from member m))
    from asked a having sum(a.quorum) >= (select count(distinct m.user_id) from member m)
  )
  select f.it from fault f order by f.place, f.number limit 1
$$;

create function platform.rule_view(p_rule platform.approver_rules) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select platform.rule_settings(p_rule) || jsonb_build_object(
    'job_type', (p_rule).job_type, 'channel_id', (p_rule).channel_id, 'version', (p_rule).version,
    'changed_by', (p_rule).changed_by, 'changed_at', (p_rule).changed_at, 'fault', platform.rule_fault(p_rule))
$$;

-- The general rule first. `fault`: why people can no longer satisfy it.
create function platform.list_rules(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(platform.rule_view(r) order by r.job_type collate "C", r.channel_id collate "C"), '[]'::jsonb)
  from platform.approver_rules r where r.team_id = p_team_id
$$;

-- Newest first.
create function platform.rule_history(p_team_id text, p_job_type text, p_channel_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(v.it order by v.version desc), '[]'::jsonb)
  from (
    select h.version, jsonb_build_object('version', h.version, 'rule', h.rule, 'changed_by', h.changed_by, 'changed_at', h.changed_at) as it
    from platform.approver_rule_versions h
    where h.team_id = p_team_id and h.job_type = p_job_type and h.channel_id = p_channel_id
    order by h.version desc limit 50) v
$$;

-- Sets a rule, or removes it where `rule` is null. By admins. Outcomes: `saved`, `removed`, and without any change `unchanged`,
-- `refused` (`fault` says why people could not satisfy it), `superseded` (it was changed since `version` was read; null: there was
-- none), `last` (the general rule stays, else no one could approve), `too_many`. It binds at once, cards that wait included.
create function platform.save_rule(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_change ->> 'team_id';
  v_type text := coalesce(p_change ->> 'job_type', '*');
  v_channel text := coalesce(p_change ->> 'channel_id', '*');
  v_wanted jsonb := nullif(p_change -> 'rule', 'null');
  v_rule platform.approver_rules;
  v_standing platform.approver_rules;
  v_fault jsonb;
  v_outcome text;
begin
  perform platform.hold_rules(v_team_id);
  perform platform.require_admin(v_team_id, p_change ->> 'person_id');
  select * into v_standing from platform.approver_rules r
  where r.team_id = v_team_id and r.job_type = v_type and r.channel_id = v_channel;
  if v_wanted is not null then
    v_rule := platform.rule_of(v_team_id, v_type, v_channel, v_wanted);
    if not platform.are_groups(v_rule.groups) then
      raise sqlstate 'PT400' using message = 'Cannot keep this rule: accepted are one or two groups, each with a quorum of 1 to 10 and with roles, people or a user group',
        detail = 'bad_rule';
    end if;
    v_fault := platform.rule_fault(v_rule);
  end if;
  v_outcome := case
    when p_change ? 'version' and (p_change ->> 'version')::integer is distinct from v_standing.version then 'superseded'
    when v_wanted is null and v_standing.team_id is null then 'unchanged'
    when v_wanted is null and v_type = '*' and v_channel = '*' then 'last'
    when v_wanted is null then 'removed'
    when v_fault is not null then 'refused'
    when v_standing.team_id is not null and platform.rule_settings(v_standing) = platform.rule_settings(v_rule) then 'unchanged'
    when v_standing.team_id is null and (select count(*) from platform.approver_rules r where r.team_id = v_team_id) >= 40 then 'too_many'
    else 'saved' end;
  if v_outcome in ('saved', 'removed') then
    perform platform.put_rule(v_team_id, v_type, v_channel, v_wanted, p_change ->> 'person_id');
  end if;
  return jsonb_build_object('outcome', v_outcome, 'fault', case when v_outcome = 'refused' then v_fault end);
end $$;

-- How many of the approvals that two groups need a set of people gives, each person counting for one group: `p_first` and
-- `p_second` of them are in a group, `p_all` in either. The smallest cut of the graph of people and groups.
create function platform.approvals_given(p_first_quorum bigint, p_second_quorum bigint, p_first bigint, p_second bigint, p_all bigint) returns bigint
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select least(p_first_quorum + p_second_quorum, p_first_quorum + p_second, p_second_quorum + p_first, p_all)
$$;

-- What a rule says of one text. `p_barred`: its requester and authors. `p_given`: [{"person_id", "at"}], approvals of
-- exactly this text; one counts as long as its person may still give it. `p_named`: whom the requester would like to approve.
--
-- `complete`: every group has its quorum. `asked`: whose approval would count now, whom the requester named first; `deputies`: who
-- may approve as well and is asked when the others are gone. `reachable`: the people who may approve suffice. A group is
-- `open` while it is its turn. Where a rule that was changed finds all approvals given already, a person who may approve has
-- to press once more: a change of a rule lets nothing out by itself.
create function platform.approval_state(p_rule platform.approver_rules, p_barred text[], p_given jsonb, p_named text) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with quorum as (
    select coalesce(((p_rule).groups -> 0 ->> 'quorum')::integer, 1) as first, coalesce(((p_rule).groups -> 1 ->> 'quorum')::integer, 0) as second
  ), member as (
    select m.* from platform.rule_members(p_rule) m where m.user_id <> all (p_barred)
  ), person as (
    select m.user_id, m.role, m.name, bool_or(m.number = 1) as in_first, bool_or(m.number = 2) as in_second,
           bool_and(m.is_deputy) as is_deputy, min(g.at) as at
    from member m left join jsonb_to_recordset(p_given) g (person_id text, at timestamptz) on g.person_id = m.user_id
    group by m.user_id, m.role, m.name
  ), tally as (
    select q.first as first_quorum, q.second as second_quorum,
      count(p.at) filter (where p.in_first) as first, count(p.at) filter (where p.in_second) as second, count(p.at) as all_given,
      platform.approvals_given(q.first, q.second, count(p.at) filter (where p.in_first), count(p.at) filter (where p.in_second), count(p.at)) as given,
      platform.approvals_given(q.first, q.second, count(*) filter (where p.in_first), count(*) filter (where p.in_second), count(p.user_id)) as possible
    from quorum q left join person p on true
    group by q.first, q.second
  ), candidate as (
    select p.* from person p, tally t
    where t.given = t.first_quorum + t.second_quorum
      or p.at is null and (p.in_first or not (p_rule).in_order or t.first >= t.first_quorum)
        and platform.approvals_given(t.first_quorum, t.second_quorum, t.first + p.in_first::integer, t.second + p.in_second::integer, t.all_given + 1) > t.given
  ), approval as (
    -- A person of both groups counts for the first while it needs one more.
    select a.user_id, a.at, case
      when not a.in_second then 1
      when a.in_first and a.in_second and a.place <= a.first_quorum - a.first_only then 1
      else 2 end as number
    from (
      select p.user_id, p.at, p.in_first, p.in_second, t.first_quorum,
        count(*) filter (where not p.in_second) over () as first_only,
        row_number() over (partition by p.in_first and p.in_second order by p.at, p.user_id) as place
      from person p, tally t where p.at is not null) a
  ), group_state as (
    select g.number, g.it ->> 'name' as name, (g.it ->> 'quorum')::integer as quorum,
      (select count(*) from approval a where a.number = g.number) as given,
      coalesce((select jsonb_agg(jsonb_build_object('person_id', a.user_id, 'at', a.at) order by a.at, a.user_id)
                from approval a where a.number = g.number), '[]'::jsonb) as approvals,
      coalesce((select jsonb_agg(m.user_id order by (m.user_id = p_named) desc nulls last, m.role, m.name, m.user_id)
                from member m join person p on p.user_id = m.user_id
                where m.number = g.number and not m.is_deputy and p.at is null), '[]'::jsonb) as others
    from jsonb_array_elements((p_rule).groups) with ordinality g (it, number)
  )
  select jsonb_build_object(
    'order', case when (p_rule).in_order then 'in_order' else 'parallel' end,
    'complete', t.given = t.first_quorum + t.second_quorum and (p_rule).team_id is not null,
    'groups', coalesce((
      select jsonb_agg(jsonb_build_object(
        'name', g.name, 'quorum', g.quorum, 'approvals', g.approvals,
        'may_approve', case when g.given < g.quorum then g.others else '[]'::jsonb end,
        'open', g.given < g.quorum and (g.number = 1 or not (p_rule).in_order or t.first >= t.first_quorum)) order by g.number)
      from group_state g), '[]'::jsonb),
    'asked', coalesce((
      select jsonb_agg(c.user_id order by (c.user_id = p_named) desc nulls last, c.role, c.name, c.user_id) from candidate c
      where not c.is_deputy or not exists (select from candidate n where not n.is_deputy)), '[]'::jsonb),
    'deputies', coalesce((
      select jsonb_agg(c.user_id order by c.role, c.name, c.user_id) from candidate c
      where c.is_deputy and exists (select from candidate n where not n.is_deputy)), '[]'::jsonb),
    'reachable', t.possible = t.first_quorum + t.second_quorum and (p_rule).team_id is not null,
    'named', p_named,
    'approvals', t.all_given, 'quorum', t.first_quorum + t.second_quorum)
  from tally t
$$;

create function platform.is_asked(p_state jsonb, p_person_id text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_state -> 'asked' ? p_person_id or p_state -> 'deputies' ? p_person_id
$$;

-- Why this person does not approve now, or null: `guest` (guests, strangers and deactivated people), `role` (in no group of the
-- rule), `group_unread` (only a user group could make them an approver, and its members were not read just now), `already_approved`,
-- `not_yet` (the other group comes first), `enough` (their group has its approvals).
create function platform.approval_fault(p_rule platform.approver_rules, p_state jsonb, p_person_id text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case
    when (p_rule).team_id is null then 'role'
    when not exists (
      select from platform.people p
      where p.team_id = (p_rule).team_id and p.user_id = p_person_id and not p.is_guest and not p.is_deactivated) then 'guest'
    when not exists (select from platform.rule_members(p_rule) m where m.user_id = p_person_id and not m.by_user_group)
      and jsonb_array_length(platform.unread_groups(p_rule)) > 0 then 'group_unread'
    when not platform.is_of_rule(p_rule, p_person_id) then 'role'
    when platform.is_asked(p_state, p_person_id) then null
    when jsonb_path_exists(p_state, '$.groups[*].approvals[*] ? (@.person_id == $who)', jsonb_build_object('who', p_person_id)) then 'already_approved'
    when (p_rule).in_order and not (p_state -> 'groups' -> 1 ->> 'open')::boolean
      and exists (select from platform.rule_members(p_rule) m where m.user_id = p_person_id and m.number = 2) then 'not_yet'
    else 'enough' end
$$;

-- What colleagues say to each other looks like a reply until the agent has read it: the buttons of a card stay meanwhile,
-- and rest once the agent has said what it is going to change. Until then the job is `reading`.
create or replace function content.job_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'status', (p_job).status, 'brief', (p_job).brief,
    'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id, 'named_approver', (p_job).named_approver, 'from_job_id', (p_job).from_job_id, 'channel_id', (p_job).channel_id,
    'thread_ts', (p_job).thread_ts, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'retry_at', case when (p_job).status = 'queued' and (p_job).error is not null and (p_job).run_at > platform.now() then (p_job).run_at end,
    'reading', (p_job).status in ('queued', 'running')
      and coalesce((p_job).resume ->> 'kind' = 'reply' and not (p_job).resume ? 'understood', false),
    'hand', case when (p_job).status in ('queued', 'running') and (p_job).resume ->> 'kind' = 'hand' then (
      select jsonb_build_object('kind', h.kind, 'person_id', h.person_id, 'from_version', h.from_version)
      from content.hand_versions h where h.job_id = (p_job).id and h.number = ((p_job).resume ->> 'number')::integer) end,
    'error', (p_job).error, 'checkpoint_data', (p_job).checkpoint_data, 'cancelled_by', (p_job).cancelled_by,
    'created_at', (p_job).created_at, 'ended_at', (p_job).ended_at, 'versions', (p_job).versions, 'final', (p_job).final,
    'result', (p_job).result)
$$;

-- The requester and those who may approve steer a job; guests do not.
create or replace function content.may_steer(p_job content.jobs, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from platform.people p
    where p.team_id = (p_job).team_id and p.user_id = p_person_id and not p.is_guest
      and not p.is_deactivated and (p.user_id = (p_job).requester_id or content.may_decide(p_job, p_person_id)))
$$;

-- Stores the job with its history and the message that shows it. A repeated key answers with the first job. With
-- `thread_ts` it is shown in that thread of people.
create or replace function content.enqueue_job(p_job jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_person platform.people;
  v_type text := p_job ->> 'type';
  v_topic text := trim(p_job -> 'brief' ->> 'topic');
  v_thread text := p_job ->> 'thread_ts';
begin
  if not exists (select from platform.teams where team_id = p_job ->> 'team_id') then
    raise sqlstate 'PT403' using message = format('Cannot start a job for team "%s": it is not installed here', p_job ->> 'team_id'),
      detail = 'unknown_team', hint = 'Run setup for this workspace.';
  end if;
  if v_type is null or v_type not in ('carousel', 'blog', 'research', 'plan', 'knowledge', 'brand_kit') then
    raise sqlstate 'PT400' using message = format('Cannot start a job of type "%s": accepted are carousel, blog, research, plan, knowledge, brand_kit', v_type),
      detail = 'bad_type';
  end if;
  select * into v_person from platform.people where team_id = p_job ->> 'team_id' and user_id = p_job ->> 'requester_id';
  if v_person.is_guest then
    raise sqlstate 'PT403' using message = 'Guests cannot start jobs', detail = 'not_allowed', hint = 'Ask a member of the team.';
  end if;
  if v_type = 'brand_kit' and v_person.role is distinct from 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change the brand kit', detail = 'not_allowed', hint = 'Ask an admin.';
  end if;
  if coalesce(char_length(v_topic), 0) not between 1 and 2000 then
    raise sqlstate 'PT400' using message = format('Cannot start a job with a brief of %s characters: 1 to 2000 are accepted', coalesce(char_length(v_topic), 0)),
      detail = 'bad_brief';
  end if;
  perform content.require_approved_research(p_job ->> 'team_id', v_type, p_job ->> 'from_job_id');
  if v_thread is not null then
    if v_type not in ('carousel', 'blog', 'research') or v_thread !~ '^[0-9]{1,12}\.[0-9]{6}$' then
      raise sqlstate 'PT400' using message = format('Cannot start a %s in thread "%s": accepted are carousel, blog and research in a thread of Slack', v_type, v_thread),
        detail = 'bad_thread';
    end if;
    if content.open_job_in(p_job ->> 'channel_id', v_thread) is not null
      and not exists (select from content.jobs j where j.idempotency_key = p_job ->> 'idempotency_key') then
      raise sqlstate 'PT409' using message = format('Cannot start a %s in thread "%s": it has a job that has not ended', v_type, v_thread),
        detail = 'thread_has_job', hint = 'Write what should change into the thread, or end that job first.';
    end if;
  end if;
  v_job.type := v_type;
  v_job.team_id := p_job ->> 'team_id';
  v_job.channel_id := p_job ->> 'channel_id';
  v_job.requester_id := p_job ->> 'requester_id';
  perform content.require_may_be_named(v_job, p_job ->> 'named_approver');
  insert into content.jobs (type, brief, team_id, requester_id, named_approver, from_job_id, channel_id, started_in, idempotency_key)
  values (v_type, p_job -> 'brief', p_job ->> 'team_id', p_job ->> 'requester_id', p_job ->> 'named_approver', p_job ->> 'from_job_id', p_job ->> 'channel_id', v_thread, p_job ->> 'idempotency_key')
  on conflict (idempotency_key) do nothing
  returning * into v_job;
  if v_job.id is null then
    return (select jsonb_build_object('job_id', j.id, 'created', false) from content.jobs j where j.idempotency_key = p_job ->> 'idempotency_key');
  end if;
  insert into content.outbox (job_id, kind, response_url) values (v_job.id, 'brief', p_job ->> 'response_url');
  perform content.show(v_job.id, 'progress');
  perform content.say(v_job, 'person', v_job.requester_id, 'command', p_job ->> 'command');
  insert into content.content_history (job_id, team_id, type, requester_id, prompt, brief, status, created_at)
  values (v_job.id, v_job.team_id, v_job.type, v_job.requester_id, v_topic, v_job.brief, v_job.status, v_job.created_at);
  return jsonb_build_object('job_id', v_job.id, 'created', true);
end $$;

create function content.rule_of_job(p_job content.jobs) returns platform.approver_rules
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select platform.rule_for((p_job).team_id, (p_job).type, (p_job).channel_id)
$$;

-- Of a job without a draft: who is going to be asked.
create function content.approval_state(p_job content.jobs, p_draft content.drafts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select platform.approval_state(
    content.rule_of_job(p_job),
    array[(p_job).requester_id] || array(select jsonb_array_elements_text(content.author_ids(p_draft))),
    coalesce((
      select jsonb_agg(jsonb_build_object('person_id', r.reviewer_id, 'at', r.created_at))
      from content.reviews r where r.draft_id = (p_draft).id and r.decision = 'approve'), '[]'::jsonb),
    (p_job).named_approver)
$$;

create function content.may_approve(p_job content.jobs, p_draft content.drafts, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select platform.is_asked(content.approval_state(p_job, p_draft), p_person_id)
$$;

-- Those whom the rule names, the requester included: for what is no decision on a version.
create or replace function content.may_decide(p_job content.jobs, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select platform.is_of_rule(content.rule_of_job(p_job), p_person_id)
$$;

-- The requester would like this person to approve, who is asked first; the rule binds all the same. Raises for a person who may not.
create function content.require_may_be_named(p_job content.jobs, p_person_id text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if p_person_id is not null and (p_person_id = (p_job).requester_id or not content.may_decide(p_job, p_person_id)) then
    raise sqlstate 'PT409' using message = format('Cannot name %s as approver: the rule for a %s does not let this person approve it', p_person_id, (p_job).type),
      detail = 'named_may_not', hint = 'Name one of those who may approve.';
  end if;
end $$;

-- Names another approver while a job goes on, or with null none. By the requester and those who may approve. Outcomes: `done`,
-- `not_found`, `not_allowed`, `wrong_state`; raises `named_may_not`.
create function content.name_approver(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_named text := p_click ->> 'named_approver';
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'not_found');
  elsif not content.may_steer(v_job, p_click ->> 'person_id') then
    return jsonb_build_object('outcome', 'not_allowed');
  elsif v_job.ended_at is not null then
    return jsonb_build_object('outcome', 'wrong_state');
  end if;
  perform content.require_may_be_named(v_job, v_named);
  update content.jobs set named_approver = v_named where id = v_job.id returning * into v_job;
  if v_job.versions > 0 then
    perform content.show(v_job.id, 'card', v_job.versions);
  end if;
  return jsonb_build_object('outcome', 'done');
end $$;

-- A card that waits for people of whom too few are left says so, and its thread tells the admins, once for a version.
create function content.tell_if_unreachable(p_job content.jobs) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_draft content.drafts;
begin
  select * into v_draft from content.drafts d where d.job_id = (p_job).id and d.version = (p_job).versions;
  if not (content.approval_state(p_job, v_draft) ->> 'reachable')::boolean then
    perform content.show((p_job).id, 'unreachable', (p_job).versions);
  else
    perform content.settle_unreachable((p_job).id);
  end if;
end $$;

-- What was told is no longer so. What no one has seen yet is not told any more.
create function content.settle_unreachable(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  delete from content.outbox o where o.job_id = p_job_id and o.kind = 'unreachable' and o.shown = 0 and o.leased_until is null;
  update content.outbox o set wanted = o.wanted + 1, given_up = false, run_at = platform.now()
  where o.job_id = p_job_id and o.kind = 'unreachable';
$$;

create function content.watch_waiting_job() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.status = 'awaiting_review' then
    -- A rule that is being changed now is waited for: `platform.hold_rules`.
    perform from platform.teams t where t.team_id = new.team_id for share;
    perform content.tell_if_unreachable(new);
  else
    perform content.settle_unreachable(new.id);
  end if;
  return null;
end $$;

-- Decides on exactly the version and hash that the button carried, under the job's lock. The deciding approval completes
-- the job with the final files of that draft. Where claims are unverified or have lost their evidence, each approval needs an
-- `override_reason`; no rule of a team relaxes it. The order of two groups binds approvals; a no and a request for changes are
-- heard from either. Reason `group_unread`: the caller reads `user_groups` and presses again. Every answer but `decided` (and
-- `quorum_pending`, which keeps the approval) changes nothing.
create or replace function content.record_review(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_rule platform.approver_rules;
  v_state jsonb;
  v_fault text;
  v_review content.reviews;
  v_standing content.reviews;
  v_decision text := p_click ->> 'decision';
  v_reviewer text := p_click ->> 'reviewer_id';
  v_note text := nullif(trim(p_click ->> 'note'), '');
  v_override text := nullif(trim(p_click ->> 'override_reason', E' \t\r\n'), '');
  v_doubts jsonb;
  v_outcome text;
  v_reason text;
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for update;
  select * into v_draft from content.drafts where job_id = v_job.id and version = (p_click ->> 'version')::integer;
  if v_draft.id is null then
    raise sqlstate 'PT404' using message = format('Cannot review version %s of job "%s": there is none', p_click ->> 'version', p_click ->> 'job_id'),
      detail = 'unknown_draft';
  end if;
  if v_draft.hash is distinct from p_click ->> 'hash' then
    raise sqlstate 'PT409' using message = format('Cannot review version %s of job "%s": the button is for another text', v_draft.version, v_job.id),
      detail = 'hash_mismatch', hint = 'Use the buttons of the newest card.';
  end if;
  if v_decision is null or v_decision not in ('approve', 'request_changes', 'reject') then
    raise sqlstate 'PT400' using message = format('Cannot decide "%s": accepted are approve, request_changes, reject', v_decision), detail = 'bad_decision';
  end if;
  if v_decision = 'request_changes' and v_note is null then
    raise sqlstate 'PT400' using message = 'Cannot request changes without saying which', detail = 'note_missing';
  end if;
  v_rule := content.rule_of_job(v_job);
  v_state := content.approval_state(v_job, v_draft);
  v_fault := platform.approval_fault(v_rule, v_state, v_reviewer);
  select * into v_standing from content.reviews
  where draft_id = v_draft.id and (decision <> 'approve' or v_draft.status = 'approved') order by created_at desc, id limit 1;
  v_doubts := content.doubts_of(v_draft);

  if v_draft.version < v_job.versions or v_draft.status = 'superseded' then
    v_outcome := 'superseded';
  elsif v_job.status <> 'awaiting_review' or v_draft.status <> 'proposed' then
    v_outcome := 'already_decided';
    v_reason := v_job.status;
  elsif v_fault = 'guest' then
    v_outcome := 'not_allowed';
    v_reason := 'guest';
  elsif v_decision <> 'request_changes' and v_reviewer = v_job.requester_id then
    v_outcome := 'not_allowed';
    v_reason := 'requester';
  elsif v_fault in ('role', 'group_unread') and not (v_decision = 'request_changes' and v_reviewer = v_job.requester_id and v_rule.team_id is not null) then
    v_outcome := 'not_allowed';
    v_reason := v_fault;
  elsif v_decision = 'approve' and content.author_ids(v_draft) ? v_reviewer then
    -- A person who wrote text of this version by hand is no second pair of eyes.
    v_outcome := 'not_allowed';
    v_reason := 'author';
  elsif v_decision = 'approve' and v_fault is not null then
    v_outcome := 'not_allowed';
    v_reason := v_fault;
  elsif v_decision = 'approve' and jsonb_array_length(v_draft.blocking) > 0 then
    v_outcome := 'not_allowed';
    v_reason := 'closed';
  elsif v_decision = 'approve' and jsonb_array_length(v_draft.finals) = 0 then
    -- What would go out was never shown.
    v_outcome := 'not_allowed';
    v_reason := 'no_final_files';
  elsif v_decision = 'approve' and content.has_doubts(v_doubts) and coalesce(char_length(v_override), 0) not between 10 and 500 then
    v_outcome := 'not_allowed';
    v_reason := 'unverified';
  else
    if v_decision <> 'approve' or not content.has_doubts(v_doubts) then
      v_override := null;
    end if;
    insert into content.reviews (draft_id, job_id, version, hash, reviewer_id, decision, note, override_reason, overridden)
    values (v_draft.id, v_job.id, v_draft.version, v_draft.hash, v_reviewer, v_decision, v_note, v_override,
            case when v_override is not null then v_doubts end)
    -- Who approved under another rule presses once more when this one has what it asks for.
    on conflict (draft_id, reviewer_id) where decision = 'approve' do update
      set override_reason = coalesce(excluded.override_reason, content.reviews.override_reason),
          overridden = coalesce(excluded.overridden, content.reviews.overridden)
    returning * into v_review;
    perform content.say(v_job, 'person', v_reviewer, 'review', v_decision || coalesce(': ' || v_note, '') || coalesce(': ' || v_override, ''));
    v_state := content.approval_state(v_job, v_draft);
    if v_decision = 'approve' and not (v_state ->> 'complete')::boolean then
      v_outcome := 'quorum_pending';
      perform content.show(v_job.id, 'card', v_draft.version);
    else
      v_outcome := 'decided';
      v_standing := v_review;
      if v_decision = 'approve' then
        perform content.require_stored(v_job.id, v_draft.finals, format('the approval of version %s', v_draft.version));
        update content.drafts set status = 'approved', approved_at = platform.now() where id = v_draft.id;
        update content.jobs
        set status = 'completed', final = v_draft.finals, resume = null, error = null, ended_at = platform.now()
        where id = v_job.id returning * into v_job;
        perform content.say(v_job, 'agent', v_job.type, 'outcome', 'completed');
        perform content.show(v_job.id, 'final');
      elsif v_decision = 'reject' then
        update content.drafts set status = 'rejected' where id = v_draft.id;
        update content.jobs set status = 'rejected', resume = null, error = null, ended_at = platform.now()
        where id = v_job.id returning * into v_job;
      else
        update content.jobs
        set status = 'queued', run_at = platform.now(), attempts = 0, error = null,
            resume = jsonb_build_object(
              'review_id', v_review.id, 'decision', v_decision, 'version', v_draft.version, 'hash', v_draft.hash,
              'note', v_note, 'reviewer_id', v_reviewer)
        where id = v_job.id returning * into v_job;
      end if;
      perform content.show_job(v_job);
      if v_job.ended_at is not null then
        perform content.prune_superseded_files(v_job.id);
      end if;
    end if;
  end if;

  return jsonb_build_object(
    'outcome', v_outcome, 'reason', v_reason,
    'approvers', v_state -> 'asked', 'approval', v_state, 'user_groups', platform.unread_groups(v_rule),
    'job_status', v_job.status, 'current_version', v_job.versions,
    'current_card_ts', (select card_ts from content.drafts where job_id = v_job.id and version = v_job.versions),
    'channel_id', v_job.channel_id,
    'standing', case when v_standing.id is not null then content.review_view(v_standing) end,
    'doubts', v_doubts, 'approvals', v_state -> 'approvals', 'quorum', v_state -> 'quorum');
end $$;

-- `open`: these are the files. `opened`: they were sent before, to `channel_id` at `ts`. `gone`: there are none (any more).
create or replace function content.open_final_files(p_click jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_opening content.final_openings;
  v_outcome text;
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id';
  select * into v_draft from content.drafts
  where job_id = v_job.id and version = (p_click ->> 'version')::integer and hash = p_click ->> 'hash';
  select * into v_opening from content.final_openings where draft_id = v_draft.id and person_id = p_click ->> 'person_id';
  v_outcome := case
    when v_draft.id is null then 'gone'
    when not content.may_decide(v_job, p_click ->> 'person_id') then 'not_allowed'
    when v_draft.status not in ('proposed', 'approved') or jsonb_array_length(v_draft.finals) = 0
      or v_job.status = 'cancelled' then 'gone'
    when v_opening.draft_id is not null then 'opened'
    else 'open' end;
  return jsonb_build_object('outcome', v_outcome,
    'files', case when v_outcome = 'open' then v_draft.finals else '[]'::jsonb end,
    'channel_id', v_opening.channel_id, 'ts', v_opening.ts);
end $$;

-- Calls all quotes of one claim wrong, for every version of the team that rests on them. `no_quotes`: the claim has none that
-- was found. Every outcome but `retracted` changes nothing.
create or replace function content.retract_claim(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_person text := p_click ->> 'person_id';
  v_reason text := trim(coalesce(p_click ->> 'reason', ''), E' \t\r\n');
  v_ids text[];
  v_new text[];
  v_notice content.evidence_notices;
  v_outcome text;
begin
  if char_length(v_reason) not between 10 and 500 then
    raise sqlstate 'PT400' using message = format('Cannot retract a claim with a reason of %s characters: 10 to 500 are accepted', char_length(v_reason)),
      detail = 'bad_reason';
  end if;
  select * into v_job from content.jobs where id = p_click ->> 'job_id' and team_id = p_click ->> 'team_id';
  select * into v_draft from content.drafts
  where job_id = v_job.id and version = (p_click ->> 'version')::integer and hash = p_click ->> 'hash';
  select array_agg(distinct c.evidence_id) into v_ids from content.citations c
  where c.draft_id = v_draft.id and c.claim_id = p_click ->> 'claim_id' and c.evidence_id <> '';
  v_outcome := case
    when v_draft.id is null then 'not_found'
    when not content.may_decide(v_job, v_person) then 'not_allowed'
    when v_ids is null then 'no_quotes'
    else 'retracted' end;
  if v_outcome = 'retracted' then
    perform content.hold_jobs_citing(v_job.team_id, v_ids, null);
    with new as (
      insert into content.retractions (team_id, evidence_id, person_id, reason)
      select v_job.team_id, i, v_person, v_reason from unnest(v_ids) i
      on conflict do nothing returning evidence_id
    )
    select array_agg(n.evidence_id order by n.evidence_id) into v_new from new n;
    if v_new is null then
      v_outcome := 'already';
    else
      v_notice.kind := 'retracted';
      v_notice.cause := 'quote ' || v_new[1];
      v_notice.person_id := v_person;
      v_notice.reason := v_reason;
      perform content.tell_of_lost_evidence(v_job.team_id, v_new, null, v_notice);
    end if;
  end if;
  return jsonb_build_object('outcome', v_outcome, 'approvers', content.approval_state(v_job, v_draft) -> 'asked');
end $$;

create or replace function content.outbox_view(p_item content.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted,
    'channel_id', j.channel_id, 'thread_ts', case when (p_item).kind = 'brief' then j.started_in else j.thread_ts end,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts,
    'uploads', (p_item).uploads, 'response_url', (p_item).response_url, 'locale', t.locale,
    'job', content.job_view(j),
    'draft', case when d.id is not null then content.draft_view(d) end,
    'question', case when (p_item).kind in ('question', 'question_pages') then (
      select content.question_view(q) from content.questions q where q.job_id = j.id and q.number = (p_item).edition) end,
    'reply', case when (p_item).kind = 'reply' then (
      select content.reply_view(r) from content.agent_replies r where r.job_id = j.id and r.number = (p_item).edition) end,
    'notice', case when (p_item).kind = 'notice' then (
      select content.notice_view(n) from content.evidence_notices n where n.job_id = j.id and n.number = (p_item).edition) end,
    'lost', case when (p_item).kind = 'card' then coalesce((
      select jsonb_agg(jsonb_build_object('claim_id', l.claim_id, 'withdrawn', l.withdrawn, 'retracted', l.retracted)) from content.lost_evidence(d) l), '[]'::jsonb) end,
    'pictures', coalesce((
      select jsonb_agg(u) from content.outbox f cross join jsonb_array_elements(f.uploads) u
      where f.job_id = j.id and f.edition = (p_item).edition and f.shown > 0
        and f.kind = case when (p_item).kind = 'question' then 'question_pages' else 'pages' end), '[]'::jsonb),
    'picture', case when (p_item).kind = 'brief' then content.picture_of(j) end,
    'fresh_pages', case when (p_item).kind = 'pages' and j.earlier_threads = '{}' then content.fresh_pages(d) end,
    'current_card_ts', (select n.card_ts from content.drafts n where n.job_id = j.id order by n.version desc limit 1),
    'unpriced', (p_item).kind = 'card' and content.is_unpriced(j.id),
    'reviews', coalesce((
      select jsonb_agg(content.review_view(r) order by r.created_at, r.id) from content.reviews r
      where r.job_id = j.id and (d.version is null or r.version = d.version)), '[]'::jsonb),
    'approval', a.state, 'approvers', a.state -> 'asked', 'quorum', a.state -> 'quorum',
    'admins', case when (p_item).kind = 'unreachable' then platform.admins_of(j.team_id) end)
  from content.jobs j
  join platform.teams t on t.team_id = j.team_id
  left join lateral (
    select * from content.drafts v
    where v.job_id = j.id and case
      when (p_item).kind in ('pages', 'card', 'unreachable') then v.version = (p_item).edition
      when (p_item).kind in ('final', 'outcome') then v.version = j.versions
      else false end
  ) d on true
  cross join lateral (select content.approval_state(j, d) as state offset 0) a
  where j.id = (p_item).job_id
$$;

-- What is still open in Slack follows: its words stand in the team's language and name who may decide.
create or replace function content.redraw_open_jobs() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_open record;
  v_waiting content.jobs;
begin
  for v_open in
    select o.job_id, o.kind, o.edition
    from content.jobs j join content.outbox o on o.job_id = j.id
    where j.team_id = new.team_id and j.ended_at is null and o.ts is not null
      and (o.kind in ('brief', 'progress') and tg_table_name = 'teams'
        or o.kind in ('card', 'question') and o.edition = (
          select max(l.edition) from content.outbox l where l.job_id = o.job_id and l.kind = o.kind))
  loop
    perform content.show(v_open.job_id, v_open.kind, v_open.edition);
  end loop;
  if tg_table_name <> 'teams' then
    for v_waiting in select * from content.jobs j where j.team_id = new.team_id and j.status = 'awaiting_review' loop
      perform content.tell_if_unreachable(v_waiting);
    end loop;
  end if;
  return null;
end $$;

-- What App Home shows one person: the drafts and questions that wait for them, and their own work of the last 30 days. A
-- guest is shown nothing of a draft that others made.
create or replace function content.get_home(p_team_id text, p_person_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with me as (
    select p.* from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id
  ), picture as (
    select f.job_id, f.edition, u ->> 'file_id' as file_id, u ->> 'key' as key
    from content.outbox f cross join jsonb_array_elements(f.uploads) u
    where f.kind = 'pages' and f.shown > 0
  )
  select jsonb_build_object(
    'waiting', coalesce((
      select jsonb_agg(w.item order by w.since) from (
        select d.created_at as since, jsonb_build_object(
          'job', j.id, 'type', j.type, 'version', d.version, 'hash', d.hash, 'title', d.content ->> 'title',
          'excerpt', coalesce(d.content #>> '{post,hook}', d.content ->> 'meta_description', d.content #>> '{summary,markdown}', ''),
          'requester_id', j.requester_id, 'channel_id', j.channel_id, 'card_ts', d.card_ts,
          'may_be_approved', jsonb_array_length(d.finals) > 0 and jsonb_array_length(d.blocking) = 0,
          'picture', (select x.file_id from picture x where x.job_id = j.id and x.edition = d.version and x.key in (
             select a ->> 'key' from jsonb_array_elements(d.artifacts) a where a ->> 'role' = 'overview') limit 1)) as item
        from me
        join content.jobs j on j.team_id = p_team_id and j.status = 'awaiting_review' and j.type in ('carousel', 'blog', 'research')
        join content.drafts d on d.job_id = j.id and d.version = j.versions and d.status = 'proposed'
        where content.approval_state(j, d) -> 'asked' ? p_person_id
        order by (j.named_approver = p_person_id) desc nulls last, d.created_at limit 20) w), '[]'::jsonb),
    'mine', coalesce((
      select jsonb_agg(m.item order by m.created_at desc) from (
        select j.created_at, jsonb_build_object(
          'job', j.id, 'type', j.type, 'status', j.status, 'topic', j.brief ->> 'topic', 'versions', j.versions,
          'channel_id', j.channel_id, 'thread_ts', j.thread_ts) as item
        from me join content.jobs j on j.team_id = p_team_id and j.requester_id = me.user_id
        where j.created_at > platform.now() - interval '30 days' and j.type in ('carousel', 'blog', 'research')
          and (j.ended_at is null or j.status in ('completed', 'failed', 'rejected'))
        order by (j.ended_at is null) desc, j.created_at desc limit 10) m), '[]'::jsonb))
$$;

-- How far exactly these words are from their approval: neither the author nor the writer of the revision counts. What was not
-- sent is decided anew, by approvals that came after its dispatch.
create function outreach.approval_state(p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select platform.approval_state(
    platform.rule_for((p_action).team_id, 'outreach', (p_action).channel_id),
    array[(p_action).author_id, (p_action).text_by],
    coalesce((
      select jsonb_agg(jsonb_build_object('person_id', a.person_id, 'at', a.approved_at))
      from outreach.action_approvals a
      where a.action_id = (p_action).id and a.revision = (p_action).revision and a.hash = (p_action).hash
        and ((p_action).status not in ('pending_approval', 'not_sent') or a.approved_at > coalesce((
          select max(l.dispatched_at) from outreach.release_ledger l where l.action_id = (p_action).id), '-infinity'))), '[]'::jsonb),
    null)
$$;

-- Whose approvals stand, in their order.
create or replace function outreach.approvals_of(p_state jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(a.it -> 'person_id' order by (a.it ->> 'at')::timestamptz, a.it ->> 'person_id'), '[]'::jsonb)
  from jsonb_path_query(p_state, '$.groups[*].approvals[*]') a (it)
$$;

create or replace function outreach.action_view(p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_action).id, 'team_id', (p_action).team_id, 'account_id', (p_action).account_id, 'type', (p_action).action_type,
    'status', (p_action).status,
    'lead', jsonb_build_object('lead_id', l.id, 'name', l.name, 'profile_url', l.profile_url, 'provider_id', l.provider_id),
    'text', (p_action).payload ->> 'text', 'revision', (p_action).revision, 'hash', (p_action).hash,
    'approval', w.state, 'approvals', coalesce(outreach.approvals_of(w.state), '[]'::jsonb), 'quorum', coalesce(w.state -> 'quorum', '1'),
    'author_id', (p_action).author_id, 'approved_by', (p_action).approved_by, 'approved_at', (p_action).approved_at,
    'scheduled_for', (p_action).scheduled_for, 'jitter_applied_minutes', (p_action).jitter_applied_minutes,
    'daily_limit_check', (p_action).daily_limit_check, 'time_window_check', (p_action).time_window_check,
    'blocked_by', (p_action).blocked_by, 'retry_at', (p_action).retry_at, 'executed_at', (p_action).executed_at,
    'result', (p_action).result, 'error', (p_action).error, 'channel_id', (p_action).channel_id, 'created_at', (p_action).created_at,
    'answers', case when (p_action).executed_at is null and (p_action).status <> 'skipped' then '[]'::jsonb else coalesce((
      select jsonb_agg(jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at) order by e.id)
      from (select * from outreach.inbound_events i where i.action_id = (p_action).id order by i.id desc limit 10) e), '[]'::jsonb) end)
  from outreach.leads l
  cross join lateral (
    select case when (p_action).status in ('pending_approval', 'not_sent') then outreach.approval_state(p_action) end as state offset 0) w
  where l.id = (p_action).lead_id
$$;

-- The author and those who may approve steer an action; guests do not.
create or replace function outreach.may_steer(p_action outreach.linkedin_automation, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select outreach.role_of((p_action).team_id, p_person_id) <> 'guest'
    and (p_person_id = (p_action).author_id
         or platform.is_of_rule(platform.rule_for((p_action).team_id, 'outreach', (p_action).channel_id), p_person_id))
$$;

create or replace function outreach.outcome(p_outcome text, p_reason text, p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('outcome', p_outcome, 'reason', p_reason,
    'approvers', case when (p_action).id is not null then outreach.approval_state(p_action) -> 'asked' else '[]'::jsonb end,
    'action', case when (p_action).id is not null then outreach.action_view(p_action) end)
$$;

-- Decides on exactly the revision and hash that the button carried. Approving binds to the words; neither the author nor
-- the writer of this revision may, and the team's rule says who and how many have to: until then `quorum_pending`, which keeps
-- the approval. Reason `group_unread`: the caller reads `user_groups` and presses again. For a suppressed person the answer is `decided`, reason `suppressed`. Words with a fault
-- are `not_allowed` with the fault's code (`placeholder` with what was `found`, `unseen`, `duplicate`), a second
-- approval of one person with `already_approved`. A `not_sent` action may be approved once more: that is how a person sends it again.
create or replace function outreach.decide_action(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_click ->> 'action_id');
  v_person text := p_click ->> 'person_id';
  v_rule platform.approver_rules;
  v_state jsonb;
  v_fault text;
begin
  if v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif p_click ->> 'decision' is null or p_click ->> 'decision' not in ('approve', 'reject') then
    raise sqlstate 'PT400' using message = format('Cannot decide "%s": accepted are approve, reject', p_click ->> 'decision'), detail = 'bad_decision';
  end if;
  v_rule := platform.rule_for(v_action.team_id, 'outreach', v_action.channel_id);
  v_state := outreach.approval_state(v_action);
  v_fault := platform.approval_fault(v_rule, v_state, v_person);
  if v_action.revision <> (p_click ->> 'revision')::integer or v_action.hash is distinct from p_click ->> 'hash' then
    return outreach.outcome('superseded', null, v_action);
  elsif not (v_action.status = 'pending_approval' or (v_action.status = 'not_sent' and p_click ->> 'decision' = 'approve')) then
    return outreach.outcome(case when v_action.approved_by is not null or v_action.decided_by is not null then 'already_decided' else 'wrong_state' end,
                            v_action.status, v_action);
  elsif v_fault = 'guest' then
    return outreach.outcome('not_allowed', 'guest', v_action);
  elsif v_person in (v_action.author_id, v_action.text_by) then
    return outreach.outcome('not_allowed', 'author', v_action);
  elsif v_fault in ('role', 'group_unread') then
    return outreach.outcome('not_allowed', v_fault, v_action) || jsonb_build_object('user_groups', platform.unread_groups(v_rule));
  end if;
  perform outreach.act_as(v_person);
  if p_click ->> 'decision' = 'reject' then
    update outreach.linkedin_automation
    set status = 'cancelled', decided_by = v_person, blocked_by = null, retry_at = null,
        error = jsonb_build_object('code', 'rejected', 'message', left(coalesce(p_click ->> 'note', ''), 2000))
    where id = v_action.id returning * into v_action;
    return outreach.outcome('decided', null, v_action);
  elsif outreach.text_fault(v_action.payload ->> 'text') is not null then
    return outreach.outcome('not_allowed', outreach.text_fault(v_action.payload ->> 'text') ->> 'code', v_action)
      || jsonb_build_object('found', outreach.text_fault(v_action.payload ->> 'text') ->> 'found');
  elsif outreach.same_words(v_action.lead_id, v_action.action_type, v_action.account_id, v_action.payload ->> 'text', v_action.id) is not null then
    return outreach.outcome('not_allowed', 'duplicate', v_action);
  elsif outreach.is_suppressed(v_action.lead_id) and v_action.status = 'pending_approval' then
    update outreach.linkedin_automation set status = 'suppressed', decided_by = v_person, blocked_by = 'suppressed', retry_at = null
    where id = v_action.id returning * into v_action;
    return outreach.outcome('decided', 'suppressed', v_action);
  elsif outreach.is_suppressed(v_action.lead_id) then
    return outreach.outcome('not_allowed', 'suppressed', v_action);
  elsif v_fault is not null then
    return outreach.outcome('not_allowed', v_fault, v_action);
  end if;
  insert into outreach.action_approvals as a (action_id, revision, hash, person_id, approved_at)
  values (v_action.id, v_action.revision, v_action.hash, v_person, outreach.moment())
  on conflict (action_id, revision, hash, person_id) do update set approved_at = excluded.approved_at;
  v_state := outreach.approval_state(v_action);
  perform outreach.note(v_action.team_id, 'approval_given', 'action', v_action.id, v_action.status, v_action.status,
    jsonb_build_object('revision', v_action.revision, 'hash', v_action.hash, 'approvals', v_state -> 'approvals', 'quorum', v_state -> 'quorum'));
  if not (v_state ->> 'complete')::boolean then
    update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now() where action_id = v_action.id;
    return outreach.outcome('quorum_pending', null, v_action);
  end if;
  update outreach.linkedin_automation
  set status = 'approved', approved_by = v_person, approved_at = outreach.moment(), approved_revision = revision, approved_hash = hash,
      decided_by = v_person, expires_at = outreach.moment() + interval '30 days', attempts = 0, executed_at = null, error = null, result = null,
      scheduled_for = null, jitter_applied_minutes = null, blocked_by = null, retry_at = null, daily_limit_check = null, time_window_check = null
  where id = v_action.id returning * into v_action;
  perform outreach.foresee(v_action.id);
  select * into v_action from outreach.linkedin_automation where id = v_action.id;
  return outreach.outcome('decided', null, v_action);
exception when unique_violation then
  select * into v_action from outreach.linkedin_automation where id = v_action.id;
  return outreach.outcome('wrong_state', 'duplicate', v_action);
end $$;

create or replace function outreach.first_blocker(p_account outreach.accounts, p_action outreach.linkedin_automation, p_now timestamptz) returns outreach.blocker
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_date date := (p_now at time zone (p_account).time_zone)::date;
  v_type text := (p_action).action_type;
  v_aliases text[] := outreach.aliases((p_action).lead_id);
  v_breaker outreach.breakers;
  v_limit outreach.day_limit;
  v_used integer;
  v_connected boolean;
  v_newest outreach.contacts;
  v_approval jsonb;
  -- A person's answer to the newest message is no campaign: two minutes of gap, no quota. (`replied` checks that it is the
  -- newest.) One answer a message, and only while the conversation is alive.
  v_answer boolean := v_type = 'send_message' and (p_action).in_reply_to is not null
    and coalesce((outreach.newest_inbound((p_action).lead_id)).last_inbound_at > p_now - interval '14 days', false)
    and not exists (
      select from outreach.release_ledger l join outreach.linkedin_automation a on a.id = l.action_id
      where l.lead_id = any (v_aliases) and l.action_type = 'send_message' and l.outcome <> 'not_sent'
        and a.id <> (p_action).id and a.in_reply_to = (p_action).in_reply_to);
  v_gap_ends timestamptz;
  v_pending boolean;
  v_withdrawn timestamptz;
begin
  if exists (select from outreach.stops s where s.team_id = (p_account).team_id) then
    return row('kill_switch', null, null, false)::outreach.blocker;
  end if;
  if (p_account).paused_at is not null then
    return row('paused', null, null, false)::outreach.blocker;
  end if;
  if (p_account).terms_acknowledged_at is null then
    return row('terms_not_acknowledged', null, null, false)::outreach.blocker;
  end if;
  if (p_account).status <> 'ok' then
    return row('account_status', null, null, false)::outreach.blocker;
  end if;
  v_breaker := outreach.open_breaker((p_account).id, v_type, p_now);
  if v_breaker.id is not null then
    return row('breaker', case when not v_breaker.needs_person then outreach.next_open(p_account, v_breaker.until) end, null, false)::outreach.blocker;
  end if;
  if not outreach.in_working_hours(p_account, p_now) then
    return row('window', outreach.next_open(p_account, p_now), null, false)::outreach.blocker;
  end if;
  if outreach.is_holiday(p_account, p_now) then
    return row('holiday', outreach.next_open(p_account, p_now), null, false)::outreach.blocker;
  end if;
  if not outreach.knows_holidays(p_account, p_now) then
    return row('holiday', p_now + interval '1 minute', null, false)::outreach.blocker;
  end if;
  -- A clock that went back finds its last dispatch in the future and waits.
  v_gap_ends := greatest((p_account).last_dispatch_at, (p_account).resumed_at)
    + case when v_answer then interval '2 minutes' else make_interval(mins => (p_account).gap_min_minutes) end;
  if p_now < v_gap_ends then
    return row('gap', outreach.next_open(p_account, v_gap_ends), null, false)::outreach.blocker;
  end if;
  if exists (select from outreach.linkedin_automation n where n.account_id = (p_account).id and n.status = 'dispatching') then
    return row('in_flight', p_now + interval '2 minutes', null, false)::outreach.blocker;
  end if;

  if not v_answer then
    v_limit := outreach.day_limit(p_account, v_type, v_date);
    v_used := outreach.used_on((p_account).id, v_type, v_date);
    if (p_account).zone_changed_at > p_now - interval '24 hours' then
      v_used := greatest(v_used, outreach.used_since((p_account).id, v_type, p_now - interval '24 hours'));
    end if;
    if v_used >= v_limit.quota then
      return row('quota', case when v_limit.rule_max > 0 then outreach.next_open(p_account, outreach.next_local_day(p_account, p_now)) end, null, false)::outreach.blocker;
    end if;
    if v_type = 'send_invite' then
      -- 200 invitations in 7 days is more than any published limit, above the account's rule.
      v_limit.rolling_max := least(coalesce(v_limit.rolling_max, 200), 200);
    end if;
    if outreach.used_since((p_account).id, v_type, p_now - interval '7 days') >= v_limit.rolling_max then
      return row('rolling_cap', outreach.next_open(p_account, outreach.room_at((p_account).id, v_type, interval '7 days', v_limit.rolling_max, false, p_now)), null, false)::outreach.blocker;
    end if;
    -- Without Premium LinkedIn takes 5 invitations with a note a month.
    if v_type = 'send_invite' and (p_account).tier = 'free' and (p_action).payload ? 'text'
       and outreach.room_at((p_account).id, v_type, interval '31 days', 5, true, p_now) is not null then
      return row('rolling_cap', outreach.next_open(p_account, outreach.room_at((p_account).id, v_type, interval '31 days', 5, true, p_now)), null, false)::outreach.blocker;
    end if;
    if v_type = 'send_invite' and (p_account).pending_invites_max <= (
      select count(*) from outreach.contacts c where c.account_id = (p_account).id and c.invitation = 'pending'
    ) then
      return row('pending_cap', null, null, false)::outreach.blocker;
    end if;
    if v_used >= v_limit.warm_up then
      return row('warm_up', outreach.next_open(p_account, outreach.next_local_day(p_account, p_now)), null, false)::outreach.blocker;
    end if;
  end if;

  if outreach.is_suppressed((p_action).lead_id) then
    return row('suppressed', null, 'suppressed', false)::outreach.blocker;
  end if;
  v_newest := outreach.newest_inbound((p_action).lead_id);
  if v_type in ('send_invite', 'send_message') and (p_action).in_reply_to is distinct from (v_newest).last_inbound_id
     and (v_newest).last_inbound_id is not null then
    return row('replied', null, 'skipped', false)::outreach.blocker;
  end if;
  if v_type = 'send_message' and not v_answer
     and coalesce((p_account).inbox_read_at not between p_now - interval '5 minutes' and p_now + interval '1 minute', true)
     and exists (
       select from outreach.release_ledger l
       where l.lead_id = any (v_aliases) and l.action_type in ('send_invite', 'send_message') and l.outcome <> 'not_sent') then
    return row('stale_inbox', p_now + interval '1 minute', null, false)::outreach.blocker;
  end if;

  -- The same words, but for case, accents, spaces and signs, went or may have gone to this person, under any name, from any
  -- account, as a note or as a message. An invitation that was withdrawn may go again with its note.
  if (p_action).payload ? 'text' and exists (
    select from outreach.linkedin_automation t
    where t.lead_id = any (v_aliases) and t.id <> (p_action).id and t.action_type in ('send_invite', 'send_message')
      and t.status in ('dispatching', 'unknown', 'completed') and not (v_type = 'send_invite' and t.action_type = 'send_invite' and t.account_id = (p_account).id)
      and outreach.words_of(t.payload ->> 'text') = outreach.words_of((p_action).payload ->> 'text')) then
    return row('same_words', null, 'skipped', false)::outreach.blocker;
  end if;
  -- While it is not known what became of an earlier one, another would be a second one. Messages of all accounts are one
  -- conversation with the team; the other kinds are between one account and the person.
  if exists (
    select from outreach.linkedin_automation t
    where t.lead_id = any (v_aliases) and t.id <> (p_action).id and t.action_type = v_type and t.status in ('dispatching', 'unknown')
      and (v_type = 'send_message' or t.account_id = (p_account).id)) then
    return row('earlier_unknown', p_now + interval '1 hour', null, true)::outreach.blocker;
  end if;

  select bool_or(c.connected), bool_or(c.invitation = 'pending'), max(c.withdrawn_at)
  into v_connected, v_pending, v_withdrawn
  from outreach.contacts c where c.account_id = (p_account).id and c.lead_id = any (v_aliases);
  if v_type = 'send_message' and v_connected is null then
    return row('not_connected', p_now + interval '1 minute', null, false)::outreach.blocker;
  elsif v_type = 'send_message' and not v_connected then
    return row('not_connected', p_now + interval '1 hour', null, true)::outreach.blocker;
  elsif v_type in ('send_invite', 'withdraw_invite') and v_connected then
    return row('already_connected', null, 'skipped', false)::outreach.blocker;
  elsif v_type = 'send_invite' and v_pending then
    return row('already_invited', null, 'skipped', false)::outreach.blocker;
  elsif v_type = 'send_invite' and v_withdrawn > p_now - interval '21 days' then
    return row('already_invited', v_withdrawn + interval '21 days', null, true)::outreach.blocker;
  end if;

  v_approval := outreach.approval_state(p_action);
  if (p_action).approved_by is null or (p_action).approved_revision is distinct from (p_action).revision
     or (p_action).approved_hash is distinct from outreach.action_hash(p_action) or (p_action).hash <> outreach.action_hash(p_action)
     or not outreach.approvals_of(v_approval) ? (p_action).approved_by or not (v_approval ->> 'complete')::boolean
     or outreach.text_fault((p_action).payload ->> 'text') is not null then
    return row('approval', null, 'pending_approval', false)::outreach.blocker;
  end if;
  if (p_action).scheduled_for is null or (p_action).scheduled_for > p_now or (p_action).not_before > p_now then
    return row('not_due', greatest((p_action).scheduled_for, (p_action).not_before), null, false)::outreach.blocker;
  end if;
  return null;
end $$;

-- Who may decide is said on the cards that wait. Of one that too few people are left for, the admins hear once for its words.
create function outreach.redraw_waiting_actions() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation;
begin
  update outreach.outbox o set wanted = o.wanted + 1, given_up = false, run_at = platform.now()
  from outreach.linkedin_automation n
  where n.team_id = new.team_id and n.status in ('pending_approval', 'not_sent') and o.action_id = n.id and o.ts is not null;
  for v_action in
    select * from outreach.linkedin_automation n where n.team_id = new.team_id and n.status = 'pending_approval'
  loop
    perform outreach.tell_if_unreachable(v_action);
  end loop;
  return null;
end $$;

-- Under its card, which may wait elsewhere than the account's own messages stand.
create function outreach.tell_if_unreachable(p_action outreach.linkedin_automation) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into outreach.outbox (kind, account_id, event, channel_id)
  select 'account', (p_action).account_id, jsonb_build_object('code', 'unreachable', 'params', jsonb_build_object(
    'action_id', (p_action).id, 'revision', (p_action).revision, 'admins', platform.admins_of((p_action).team_id))), (p_action).channel_id
  where not (outreach.approval_state(p_action) ->> 'reachable')::boolean and not exists (
    select from outreach.outbox o
    where o.account_id = (p_action).account_id and o.event ->> 'code' = 'unreachable'
      and o.event -> 'params' ->> 'action_id' = (p_action).id and (o.event -> 'params' ->> 'revision')::integer = (p_action).revision)
$$;

-- A rule that is being changed now is waited for: `platform.hold_rules`.
create function outreach.watch_waiting_action() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform from platform.teams t where t.team_id = new.team_id for share;
  perform outreach.tell_if_unreachable(new);
  return null;
end $$;

create or replace function outreach.outbox_view(p_item outreach.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted, 'channel_id', (p_item).channel_id,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts, 'response_url', (p_item).response_url,
    -- What a person answered stands under the card of the action that it answers, as does that no one may approve it.
    'thread_ts', case when (p_item).event ->> 'code' in ('answered', 'unreachable') then (
      select c.ts from outreach.outbox c where c.action_id = (p_item).event -> 'params' ->> 'action_id') end,
    'locale', t.locale, 'action', case when n.id is not null then outreach.action_view(n) end,
    'account', case when a.id is not null then outreach.account_view(a) end, 'event', case when (p_item).event ->> 'code' = 'answered' then jsonb_set((p_item).event, '{params}', (p_item).event -> 'params' || coalesce((
      select jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at, 'person', l.name, 'profile_url', l.profile_url)
      from outreach.inbound_events e join outreach.leads l on l.id = e.lead_id
      where e.id = ((p_item).event -> 'params' ->> 'event_id')::bigint), '{}')) else (p_item).event end,
    'approvers', case when n.id is not null then outreach.approval_state(n) -> 'asked' else '[]'::jsonb end)
  from (select) one
  left join outreach.linkedin_automation n on n.id = (p_item).action_id
  left join outreach.accounts a on a.id = coalesce((p_item).account_id, n.account_id)
  join platform.teams t on t.team_id = a.team_id
$$;

drop trigger roles_are_seen_on_cards on platform.people;
create trigger roles_are_seen_on_cards after update of role, is_guest, is_deactivated on platform.people
for each row when ((old.role, old.is_guest, old.is_deactivated) is distinct from (new.role, new.is_guest, new.is_deactivated))
execute function content.redraw_open_jobs();
create trigger rules_are_seen_on_cards after insert on platform.approver_rule_versions
for each row execute function content.redraw_open_jobs();
create trigger new_user_groups_are_seen_on_cards after insert on platform.user_groups
for each row execute function content.redraw_open_jobs();
create trigger user_groups_are_seen_on_cards after update on platform.user_groups
for each row when ((old.members, old.is_disabled, old.handle) is distinct from (new.members, new.is_disabled, new.handle))
execute function content.redraw_open_jobs();
create trigger waiting_jobs_have_an_approver after update of status on content.jobs
for each row when (old.status is distinct from new.status and 'awaiting_review' in (old.status, new.status))
execute function content.watch_waiting_job();
create trigger roles_are_seen_on_actions after update of role, is_guest, is_deactivated on platform.people
for each row when ((old.role, old.is_guest, old.is_deactivated) is distinct from (new.role, new.is_guest, new.is_deactivated))
execute function outreach.redraw_waiting_actions();
create trigger rules_are_seen_on_actions after insert on platform.approver_rule_versions
for each row execute function outreach.redraw_waiting_actions();
create trigger new_user_groups_are_seen_on_actions after insert on platform.user_groups
for each row execute function outreach.redraw_waiting_actions();
create trigger user_groups_are_seen_on_actions after update on platform.user_groups
for each row when ((old.members, old.is_disabled, old.handle) is distinct from (new.members, new.is_disabled, new.handle))
execute function outreach.redraw_waiting_actions();
create trigger new_actions_have_an_approver after insert on outreach.linkedin_automation
for each row execute function outreach.watch_waiting_action();
create trigger waiting_actions_have_an_approver after update on outreach.linkedin_automation
for each row when (new.status = 'pending_approval' and (old.status <> new.status or old.revision <> new.revision))
execute function outreach.watch_waiting_action();

revoke execute on function outreach.approvals_of from public, anon, authenticated, service_role;
revoke execute on function platform.hold_rules, platform.put_user_group, platform.user_group_view, platform.list_user_groups, platform.are_groups, platform.rule_settings, platform.rule_of, platform.put_rule, platform.rule_for, platform.rule_members, platform.is_of_rule, platform.unread_groups, platform.rule_fault, platform.rule_view, platform.list_rules, platform.rule_history, platform.save_rule, platform.approvals_given, platform.approval_state, platform.is_asked, platform.approval_fault, content.rule_of_job, content.approval_state, content.may_approve, content.require_may_be_named, content.name_approver, content.tell_if_unreachable, content.settle_unreachable, content.watch_waiting_job, outreach.approval_state, outreach.redraw_waiting_actions, outreach.tell_if_unreachable, outreach.watch_waiting_action from public, anon, authenticated, service_role;
grant execute on function platform.put_user_group, platform.list_user_groups, platform.list_rules, platform.rule_history,
  platform.save_rule, content.name_approver to greenlight_bot;
