-- Admins are told once a cap and span that four fifths are spent, in the thread of the job that came so far.
create table content.budget_warnings (
  job_id text not null,
  team_id text not null,
  number integer not null constraint numbers_start_at_1 check (number >= 1),
  scope text not null constraint scope_is_known check (scope in ('job', 'person_day', 'month')),
  -- Of whom or of what it is: a job, a person, the team.
  subject text not null,
  span_start timestamptz not null,
  unit text not null constraint unit_is_known check (unit in ('usd', 'tokens')),
  cap numeric not null,
  spent numeric not null,
  created_at timestamptz not null default platform.now(),
  primary key (job_id, number),
  constraint a_warning_is_given_once_a_span unique (team_id, scope, subject, span_start),
  constraint a_warning_is_of_the_team_of_its_job foreign key (job_id, team_id) references content.jobs (id, team_id) on delete cascade
);
alter table content.budget_warnings enable row level security;

create function content.warning_view(p_warning content.budget_warnings) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'number', (p_warning).number, 'scope', (p_warning).scope, 'subject', (p_warning).subject, 'unit', (p_warning).unit,
    'cap', (p_warning).cap, 'spent', (p_warning).spent, 'created_at', (p_warning).created_at)
$$;

-- After a call was settled. Calls that are under way do not count: they reserve far more than they take.
create function content.warn_near_caps(p_job content.jobs) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_number integer;
begin
  for v_number in
    insert into content.budget_warnings (job_id, team_id, number, scope, subject, span_start, unit, cap, spent)
    select (p_job).id, (p_job).team_id,
           (select coalesce(max(w.number), 0) from content.budget_warnings w where w.job_id = (p_job).id) + row_number() over (order by n.ordinal),
           n.scope, n.subject, n.span_start, n.unit, n.cap, n.spent
    from (
      select distinct on (c.ordinal) c.ordinal, c.scope, content.span_start(c.scope) as span_start, b.unit, b.cap, b.spent,
             case c.scope when 'job' then (p_job).id when 'person_day' then (p_job).requester_id else (p_job).team_id end as subject
      from content.binding_caps(p_job) c
      cross join lateral (
        select coalesce(sum(u.usd), 0) as usd, coalesce(sum(u.tokens), 0) as tokens
        from content.usage_ledger u
        where u.team_id = (p_job).team_id and u.state = 'settled' and u.created_at >= content.span_start(c.scope)
          and (c.scope <> 'job' or u.job_id = (p_job).id)
          and (c.scope <> 'person_day' or u.person_id = (p_job).requester_id)) s
      cross join lateral (values ('usd', c.usd, s.usd), ('tokens', c.tokens::numeric, s.tokens)) b (unit, cap, spent)
      where b.spent > 0 and b.spent >= 0.8 * b.cap
      order by c.ordinal, b.unit desc) n
    where not exists (
      select from content.budget_warnings w
      where w.team_id = (p_job).team_id and w.scope = n.scope and w.subject = n.subject and w.span_start = n.span_start)
    on conflict do nothing
    returning number
  loop
    perform content.show((p_job).id, 'budget_warning', v_number);
  end loop;
end $$;
