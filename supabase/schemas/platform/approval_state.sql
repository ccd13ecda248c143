-- How far a text is from its approval: the one place that says whose approvals count, who is asked now and who may approve.

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
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  -- In plpgsql, as a session keeps its plan: planning takes longer than the counting.
  return (
  with quorum as (
    select coalesce(((p_rule).groups -> 0 ->> 'quorum')::integer, 1) as first, coalesce(((p_rule).groups -> 1 ->> 'quorum')::integer, 0) as second
  ), member as (
    select m.*, g.at from platform.rule_members(p_rule) m
    left join jsonb_to_recordset(p_given) g (person_id text, at timestamptz) on g.person_id = m.user_id
    where m.user_id <> all (p_barred)
  ), person as (
    select m.user_id, m.role, m.name, bool_or(m.number = 1) as in_first, bool_or(m.number = 2) as in_second,
           bool_and(m.is_deputy) as is_deputy, min(m.at) as at
    from member m group by m.user_id, m.role, m.name
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
                from member m where m.number = g.number and not m.is_deputy and m.at is null), '[]'::jsonb) as others
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
    'approvals', t.all_given, 'quorum', t.first_quorum + t.second_quorum)
  from tally t);
end $$;

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
