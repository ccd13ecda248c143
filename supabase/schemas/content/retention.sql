-- What ended jobs left goes after the days that the owner sets, with all that hangs on them: briefs, drafts, reviews, threads, surfaces,
-- calls of models, pages, files. Two short things remain: who approved which hash, and what was spent by day.

-- How many days what an ended job left is kept; without a row for good. Not below 90: estimates read a quarter, budgets a month,
-- and an expired job can be taken up again for 30 days.
create table content.history_keeping (
  is_the_only_row boolean primary key default true constraint there_is_one_row check (is_the_only_row),
  days integer not null constraint history_is_kept_90_to_3650_days check (days between 90 and 3650)
);
alter table content.history_keeping enable row level security;

-- Of a removed job what people let out, without a word of it: a file or an evidence.json at hand is recognised by its SHA-256.
create table content.kept_approvals (
  job_id text primary key,
  team_id text not null references platform.teams,
  type text not null,
  requester_id text not null,
  version integer not null,
  hash text not null,
  -- SHA-256 of each final file.
  files text[] not null,
  -- [{"person_id", "at", "overridden"}], in their order; `overridden` null, or how many doubts of which kind that person answered for.
  approvals jsonb not null,
  asked_at timestamptz not null,
  approved_at timestamptz not null,
  removed_at timestamptz not null default platform.now()
);
alter table content.kept_approvals enable row level security;
create index kept_approvals_of_a_team on content.kept_approvals (team_id);

-- What removed jobs had spent, by the UTC day of the call; of no person.
create table content.kept_spending (
  team_id text not null references platform.teams,
  day date not null,
  type text not null,
  model text not null,
  calls bigint not null,
  usd numeric(14, 6) not null,
  tokens bigint not null,
  primary key (team_id, day, type, model)
);
alter table content.kept_spending enable row level security;

-- Empty answer: for good.
create function content.history_days() returns integer
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select k.days from content.history_keeping k
$$;

-- Owner only. Null: for good.
create function content.keep_history_for(p_days integer) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if p_days is null then
    delete from content.history_keeping;
  else
    insert into content.history_keeping (days) values (p_days) on conflict (is_the_only_row) do update set days = excluded.days;
  end if;
end $$;

-- Whether something still rests on an ended job: a draft that went on from it, the plan that it came from or what that started, a
-- lesson to learn or a rule that was learned, what Slack, outreach or a program is still to be told.
create function content.is_needed(p_job content.jobs) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from content.jobs k where k.from_job_id = (p_job).id)
    or exists (select from content.planned_briefs b where b.started_job_id = (p_job).id)
    or (p_job).type = 'plan' and exists (
      select from content.planned_briefs b join content.jobs k on k.id = b.started_job_id where b.job_id = (p_job).id and k.ended_at is null)
    or exists (select from content.lessons l where l.job_id = (p_job).id and l.learned_at is null)
    or exists (
      select from content.corrections c join content.voice_proposals v on v.team_id = c.team_id and c.id = any (v.corrections)
      where c.team_id = (p_job).team_id and c.job_id = (p_job).id and v.status in ('open', 'accepted'))
    or exists (select from content.outbox o where o.job_id = (p_job).id and o.wanted > o.shown and not o.given_up)
    or exists (select from content.webhooks w where w.job_id = (p_job).id and w.status = 'waiting')
    or exists (select from content.handovers h where h.status = 'waiting' and h.payload ->> 'job_id' = (p_job).id)
$$;

-- Removes jobs that ended before the days that the owner set, the oldest first and at most `p_limit`, and as many hand-overs of that
-- age. Processes share them: each takes other rows. Answers how many jobs; 0 while all is kept for good.
create function content.remove_ended_jobs(p_limit integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit integer := platform.limit_of(p_limit, 100);
  v_before timestamptz := platform.now() - make_interval(days => content.history_days());
  v_ids text[];
begin
  if v_before is null then
    return 0;
  end if;
  select array_agg(j.id) into v_ids from (
    select e.id from content.jobs e where e.ended_at < v_before and not content.is_needed(e)
    order by e.ended_at limit v_limit for no key update skip locked) j;
  -- Looked at again now that they are held: who changes one waits, and what came to rest on one meanwhile is seen. What comes later still,
  -- as a draft that goes on from a report, makes the whole call fail, and the next one finds it.
  select array_agg(j.id) into v_ids from content.jobs j where j.id = any (v_ids) and not content.is_needed(j);
  insert into content.kept_approvals (job_id, team_id, type, requester_id, version, hash, files, approvals, asked_at, approved_at)
  select j.id, j.team_id, j.type, j.requester_id, d.version, d.hash, array(select f ->> 'sha256' from jsonb_array_elements(d.finals) f),
    coalesce((
      select jsonb_agg(jsonb_build_object('person_id', r.reviewer_id, 'at', r.created_at, 'overridden', r.overridden) order by r.created_at, r.id)
      from content.reviews r where r.draft_id = d.id and r.decision = 'approve'), '[]'),
    j.created_at, d.approved_at
  from content.jobs j join content.drafts d on d.job_id = j.id and d.status = 'approved'
  where j.id = any (v_ids);
  insert into content.kept_spending as s (team_id, day, type, model, calls, usd, tokens)
  select u.team_id, (u.created_at at time zone 'UTC')::date, j.type, u.model, count(*), sum(coalesce(u.usd, u.reserved_usd)), sum(u.tokens)
  from content.jobs j join content.usage_ledger u on u.job_id = j.id and u.team_id = j.team_id
  where j.id = any (v_ids) and u.state <> 'void'
  group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (team_id, day, type, model) do update
    set calls = s.calls + excluded.calls, usd = s.usd + excluded.usd, tokens = s.tokens + excluded.tokens;
  delete from content.content_history where job_id = any (v_ids);
  delete from content.jobs where id = any (v_ids);
  delete from content.handovers h where h.id = any (array(
    select o.id from content.handovers o where o.ended_at < v_before order by o.ended_at limit v_limit for no key update skip locked));
  return coalesce(cardinality(v_ids), 0);
end $$;

grant execute on function content.remove_ended_jobs to greenlight_bot;
