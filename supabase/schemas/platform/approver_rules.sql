-- Who may approve what, for both systems.

create table platform.approver_rules (
  team_id text not null references platform.teams,
  -- '*' stands for every type without a rule of its own.
  job_type text not null default '*',
  roles text[] not null default array['approver', 'admin'],
  four_eyes boolean not null default true,
  quorum integer not null default 1 constraint quorum_is_1_to_10 check (quorum between 1 and 10),
  primary key (team_id, job_type),
  constraint a_rule_is_of_a_known_type check (job_type in ('*', 'carousel', 'blog', 'research', 'knowledge', 'brand_kit', 'outreach')),
  constraint a_rule_names_known_roles check (cardinality(roles) > 0 and roles <@ array['member', 'approver', 'admin'])
);
alter table platform.approver_rules enable row level security;

-- The rule that binds a type of job: its own, else the team's '*'. A team without any has no approver.
create function platform.approver_rule(p_team_id text, p_job_type text) returns platform.approver_rules
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select a from platform.approver_rules a
  where a.team_id = p_team_id and a.job_type in (p_job_type, '*')
  order by (a.job_type = p_job_type) desc limit 1
$$;

-- Who may approve a job of this type that `p_requester_id` asked for, by name.
create function platform.approvers_of(p_team_id text, p_job_type text, p_requester_id text) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(p.user_id order by p.role, p.name), '[]'::jsonb)
  from platform.approver_rule(p_team_id, p_job_type) rule
  join platform.people p on p.team_id = p_team_id and p.role = any (rule.roles) and not p.is_guest
  where not (rule.four_eyes and p.user_id = p_requester_id)
$$;
