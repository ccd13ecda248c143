-- A team may let what ended jobs left go after a time; who approved what and what was spent by day remains.

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

create index handovers_ended on content.handovers (ended_at) where ended_at is not null;

-- What was made, newest first: from which prompt, by whom, approved by whom, with what result and cost. `p_filter`:
-- {person_id, type, from, until, words, offset, limit}, each of them null for all; `words` are looked for in what was approved.
-- Without a type the documents and brand kits are left out. Times are of when it was asked for, `until` exclusive.
-- `terms` are the words that were looked for: without one nothing is found. `kept_days`: what ended longer ago was removed; null, nothing
-- was. Guests are told `allowed` false, and nothing else.
create or replace function content.read_history(p_team_id text, p_person_id text, p_filter jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit integer := platform.limit_of((p_filter ->> 'limit')::integer, 5000);
  v_offset integer := greatest(coalesce((p_filter ->> 'offset')::integer, 0), 0);
  v_words text := nullif(trim(p_filter ->> 'words'), '');
  v_term record;
  v_terms text[] := '{}';
  v_pt tsquery;
  v_en tsquery;
begin
  if not content.may_read(p_team_id, p_person_id) then
    return jsonb_build_object('allowed', false, 'total', 0, 'terms', '[]'::jsonb, 'lines', '[]'::jsonb, 'names', '{}'::jsonb, 'kept_days', null);
  end if;
  -- All of the words stand in it; what is a stop word in one language is left out there.
  for v_term in select t.* from content.query_terms(v_words, null) t loop
    v_terms := v_terms || v_term.word;
    v_pt := case when v_pt is null then v_term.pt when v_term.pt is null then v_pt else v_pt && v_term.pt end;
    v_en := case when v_en is null then v_term.en when v_term.en is null then v_en else v_en && v_term.en end;
  end loop;
  return (
    with found as materialized (
      select h.job_id, h.created_at from content.content_history h
      where h.team_id = p_team_id
        and case when p_filter ->> 'type' is null then h.type not in ('knowledge', 'brand_kit') else h.type = p_filter ->> 'type' end
        and (p_filter ->> 'person_id' is null or h.requester_id = p_filter ->> 'person_id')
        and h.created_at >= coalesce((p_filter ->> 'from')::timestamptz, '-infinity')
        and h.created_at < coalesce((p_filter ->> 'until')::timestamptz, 'infinity')
        and (v_words is null or h.language = 'pt' and h.search @@ v_pt or h.language = 'en' and h.search @@ v_en)
    ),
    page as materialized (
      select h.* from (select f.* from found f order by f.created_at desc, f.job_id limit v_limit offset v_offset) f
      join content.content_history h on h.job_id = f.job_id
    )
    select jsonb_build_object(
      'allowed', true, 'total', (select count(*) from found), 'terms', to_jsonb(v_terms), 'kept_days', content.history_days(),
      'lines', coalesce((
        select jsonb_agg(jsonb_build_object(
          'job', p.job_id, 'type', p.type, 'requester_id', p.requester_id, 'prompt', p.prompt, 'title', p.title, 'status', p.status,
          'versions', p.versions, 'model', p.model, 'approved_by', to_jsonb(p.approved_by), 'decided_by', p.decided_by,
          'decision_note', p.decision_note, 'overridden', jsonb_array_length(p.overrides) > 0,
          'usd', p.usd, 'tokens', coalesce(u.tokens, 0), 'unpriced', content.is_unpriced(p.job_id),
          'created_at', p.created_at, 'ended_at', p.ended_at, 'channel_id', j.channel_id, 'thread_ts', j.thread_ts)
          order by p.created_at desc, p.job_id)
        from page p
        left join content.jobs j on j.id = p.job_id
        left join lateral (
          select sum(l.tokens) as tokens
          from content.usage_ledger l where l.job_id = p.job_id and l.state <> 'void') u on true), '[]'::jsonb),
      'names', coalesce((
        select jsonb_object_agg(o.user_id, o.name) from platform.people o
        where o.team_id = p_team_id and o.user_id in (
          select p.requester_id from page p union select p.decided_by from page p union select unnest(p.approved_by) from page p)), '{}'::jsonb)));
end $$;

-- One job by its id, or by how that begins, as lists show it. `outcome` found, removed, not_found or ambiguous. `steers`: this person may
-- cancel it and try it again. `removed`: it was over for as long as the team keeps what ended; `kept` says who had approved what.
create or replace function content.read_job(p_team_id text, p_person_id text, p_id text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_ids text[];
  v_job content.jobs;
  v_kept content.kept_approvals;
begin
  if char_length(p_id) between 4 and 36 then
    select array_agg(f.id) into v_ids
    from platform.people me
    cross join lateral (
      select j.id, j.requester_id from content.jobs j where j.team_id = me.team_id and starts_with(j.id, lower(p_id))
      union all
      select k.job_id, k.requester_id from content.kept_approvals k where k.team_id = me.team_id and starts_with(k.job_id, lower(p_id))) f
    where me.team_id = p_team_id and me.user_id = p_person_id and (f.requester_id = me.user_id or not me.is_guest and not me.is_deactivated);
  end if;
  if coalesce(cardinality(v_ids), 0) <> 1 then
    return jsonb_build_object('outcome', case when v_ids is null then 'not_found' else 'ambiguous' end, 'kept_days', content.history_days());
  end if;
  select * into v_job from content.jobs where id = v_ids[1];
  if v_job.id is null then
    select * into v_kept from content.kept_approvals where job_id = v_ids[1];
    return jsonb_build_object('outcome', 'removed', 'kept', jsonb_build_object('job', v_kept.job_id, 'type', v_kept.type, 'requester_id', v_kept.requester_id,
      'version', v_kept.version, 'hash', v_kept.hash, 'approvals', v_kept.approvals, 'asked_at', v_kept.asked_at, 'approved_at', v_kept.approved_at));
  end if;
  return jsonb_build_object(
    'outcome', 'found', 'job', content.job_view(v_job), 'steers', content.may_steer(v_job, p_person_id), 'waits_for', content.waits_for(v_job),
    'usd', content.spent('job', v_job), 'tokens', content.tokens_spent('job', v_job),
    'made', coalesce((
      select jsonb_agg(jsonb_build_object('version', d.version, 'status', d.status, 'made_by', d.made_by, 'author_id', d.author_id, 'reason', d.reason, 'created_at', d.created_at) order by d.version)
      from content.drafts d where d.job_id = v_job.id), '[]'::jsonb));
end $$;

revoke all on content.history_keeping, content.kept_approvals, content.kept_spending from public, anon, authenticated, service_role;
revoke execute on function content.history_days, content.keep_history_for, content.is_needed, content.remove_ended_jobs from public, anon, authenticated, service_role;
grant execute on function content.remove_ended_jobs to greenlight_bot;
