-- Who approves what, for both systems. A rule has one or two groups; each gives as many approvals as its quorum says, and one
-- person's approval counts for one group. Four eyes is no setting: the requester and the authors of a text never approve it.

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

create table platform.approver_rules (
  team_id text not null references platform.teams,
  -- '*' stands for every type, and for every channel, without a rule of its own.
  job_type text not null default '*',
  channel_id text not null default '*',
  version integer not null default 1,
  -- The second group is asked once the first has its approvals.
  in_order boolean not null default false,
  groups jsonb not null,
  -- Working hours of the approver who is asked; null: never.
  remind_after_hours integer constraint a_reminder_comes_after_1_to_80_hours check (remind_after_hours between 1 and 80),
  escalate_after_hours integer constraint an_escalation_comes_after_1_to_80_hours check (escalate_after_hours between 1 and 80),
  expire_after_days integer constraint a_card_expires_after_1_to_90_days check (expire_after_days between 1 and 90),
  changed_by text,
  changed_at timestamptz not null default platform.now(),
  primary key (team_id, job_type, channel_id),
  constraint a_rule_is_of_a_known_type check (job_type in ('*', 'carousel', 'blog', 'research', 'plan', 'knowledge', 'brand_kit', 'outreach')),
  constraint a_rule_names_its_groups check (platform.are_groups(groups)),
  constraint a_rule_is_changed_by_a_person_of_the_team foreign key (team_id, changed_by) references platform.people
);
alter table platform.approver_rules enable row level security;
create index approver_rules_by_a_person on platform.approver_rules (team_id, changed_by);

-- Every rule that was ever in force. Null for a rule: it was removed.
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
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select g.number::integer, p.user_id, p.role, p.name, not (w.is_named or w.is_in_group), w.is_in_group and not w.is_named
  from jsonb_array_elements((p_rule).groups) with ordinality g (it, number)
  left join platform.user_groups u on u.team_id = (p_rule).team_id and u.group_id = g.it ->> 'user_group' and not u.is_disabled
  join platform.people p on p.team_id = (p_rule).team_id and not p.is_guest and not p.is_deactivated
  cross join lateral (
    select g.it -> 'roles' ? p.role or g.it -> 'people' ? p.user_id as is_named,
           coalesce(p.user_id = any (u.members), false) as is_in_group) w
  where w.is_named or w.is_in_group or g.it -> 'deputies' ? p.user_id;
end $$;

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

grant execute on function platform.list_rules, platform.rule_history, platform.save_rule to greenlight_bot;
