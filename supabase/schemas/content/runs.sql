-- From a queued job to its end in the hands of a runner. What takes a fence raises `lost_lease` for all but the holder.

-- Locks a job for its holder. Raises `lost_lease` for all others: a zombie runner writes nothing.
create function content.hold_job(p_job_id text, p_fence bigint) returns content.jobs
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs where id = p_job_id for no key update;
  if v_job.id is null or v_job.status <> 'running' or v_job.fence is distinct from p_fence then
    raise sqlstate 'PT409' using
      message = format('Job "%s" is no longer held with fence %s: it is %s with fence %s',
                       p_job_id, p_fence, coalesce(v_job.status, 'unknown'), v_job.fence),
      detail = 'lost_lease', hint = 'Stop working on it; nothing was written.';
  end if;
  return v_job;
end $$;

-- A number of version or question as the agent gives it, or a sentence.
create function content.number_of(p_given jsonb, p_name text) returns integer
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  if jsonb_typeof(p_given -> p_name) is distinct from 'number' or (p_given ->> p_name) !~ '^[1-9][0-9]{0,5}$' then
    raise sqlstate 'PT400' using message = format('Cannot take %s %s: a whole number from 1 is accepted', p_name, coalesce(p_given ->> p_name, 'null')),
      detail = 'bad_number';
  end if;
  return (p_given ->> p_name)::integer;
end $$;

-- A claimed job with its resume; of replies the words as they stand now, so that edits and deletions are followed.
-- `locale` is the team's: what an agent says in the thread is in the team's language; people may write in another.
create function content.claimed_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id,
    'locale', (select t.locale from platform.teams t where t.team_id = (p_job).team_id),
    'brief', (p_job).brief, 'from_job_id', (p_job).from_job_id, 'fence', (p_job).fence, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'checkpoint_data', content.checkpoint_for_all((p_job).checkpoint_data), 'versions', (p_job).versions, 'retries', (p_job).retries,
    'waited_s', greatest(0, extract(epoch from platform.now() - (p_job).run_at)),
    'resume', case when (p_job).resume ->> 'kind' = 'reply' then (p_job).resume || jsonb_build_object('messages', coalesce((
        -- What was written before the newest outline or version was there had another one in mind.
        select jsonb_agg(jsonb_build_object('id', h.id, 'author_id', h.author_id, 'ts', h.slack_ts, 'text', h.text,
          'before_question', exists (select from content.chat_history q where q.job_id = h.job_id and q.kind = 'question' and q.id > h.id),
          'before_version', exists (select from content.chat_history d where d.job_id = h.job_id and d.kind = 'draft' and d.id > h.id)) order by h.id)
        from content.chat_history h where h.job_id = (p_job).id and h.unread), '[]'::jsonb))
      else (p_job).resume end,
    -- What people answered at a cap and no runner has carried out. Words of before it are not read again after Stop.
    'budget', (
      select jsonb_build_object('number', s.number, 'answer', case s.status when 'finishing' then 'finish' else 'stop' end, 'read_upto', (
        select max(h.id) from content.chat_history h where h.job_id = s.job_id and h.unread and h.created_at <= s.created_at))
      from content.budget_stops s where s.job_id = (p_job).id and s.status in ('finishing', 'stopping') order by s.number desc limit 1))
$$;

-- The next job, held for 30 s, or an empty answer. Fair: the requester with the fewest running jobs goes first, of
-- several the one who has waited longest since their last turn, found by a few index probes a requester. `= any(array(...))` keeps the update on the primary key (a join scans the table).
create function content.claim_job(p_worker text, p_types text[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  update content.jobs j
  set status = 'running', fence = j.fence + 1, attempts = j.attempts + 1, worker = p_worker,
      leased_until = platform.now() + interval '30 seconds', claimed_at = platform.now()
  where j.id = any (array(
    with recursive requesters as (
      (select r.requester_id from content.jobs r where r.status = 'queued' and r.thread_ts is not null order by r.requester_id limit 1)
      union all
      select (select n.requester_id from content.jobs n
              where n.status = 'queued' and n.thread_ts is not null and n.requester_id > q.requester_id
              order by n.requester_id limit 1)
      from requesters q where q.requester_id is not null
    )
    select head.id
    from requesters q
    cross join lateral (
      select h.id, h.run_at from content.jobs h
      where h.requester_id = q.requester_id and h.status = 'queued' and h.thread_ts is not null
        and h.run_at <= platform.now() and h.type = any (p_types)
      order by h.run_at, h.id limit 1 for no key update skip locked
    ) head
    order by (select count(*) from content.jobs b where b.status = 'running' and b.requester_id = q.requester_id),
             greatest(head.run_at, (select max(c.claimed_at) from content.jobs c where c.requester_id = q.requester_id)), head.id
    limit 1))
  returning * into v_job;
  if v_job.id is null then
    return null;
  end if;
  perform content.note_history(v_job.id);
  return content.claimed_view(v_job);
end $$;

create function content.heartbeat_job(p_job_id text, p_fence bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  update content.jobs set leased_until = platform.now() + interval '30 seconds' where id = p_job_id;
end $$;

-- Which of `p_claims`, each {id, fence}, no longer hold their job: ids. Asked about once a second by a runner that holds jobs, so
-- that it writes nothing; `heartbeat_job` extends leases.
create function content.lost_claims(p_claims jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(c ->> 'id'), '[]'::jsonb)
  from jsonb_array_elements(p_claims) c
  where not exists (
    select from content.jobs j where j.id = c ->> 'id' and j.status = 'running' and j.fence = (c ->> 'fence')::bigint)
$$;

-- Where the job stands, as the thread shows it. A step's detail is a list of code and count; a string is one of a runner that
-- was started before details were codes, and is shown to no person.
create function content.record_progress(p_job_id text, p_fence bigint, p_checkpoint_data jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  if jsonb_typeof(p_checkpoint_data) is distinct from 'object'
    or jsonb_typeof(coalesce(p_checkpoint_data -> 'steps', '[]'::jsonb)) <> 'array'
    or jsonb_typeof(coalesce(p_checkpoint_data -> 'node', '""'::jsonb)) <> 'string'
    or exists (
      select from jsonb_path_query(p_checkpoint_data, 'lax $.steps[*]') s
      where jsonb_typeof(s) <> 'object' or jsonb_typeof(s -> 'node') is distinct from 'string' or jsonb_typeof(s -> 'started_at') is distinct from 'string'
        or coalesce(jsonb_typeof(s -> 'ended_at') not in ('string', 'null'), true) or coalesce(jsonb_typeof(s -> 'detail') not in ('array', 'string', 'null'), true)
        or exists (
          select from jsonb_array_elements(case jsonb_typeof(s -> 'detail') when 'array' then s -> 'detail' else '[]' end) f
          where jsonb_typeof(f -> 'code') is distinct from 'string' or jsonb_typeof(f -> 'count') is distinct from 'number')) then
    raise sqlstate 'PT400' using message = format('Cannot record where job "%s" stands: accepted are a node and a list of steps', p_job_id), detail = 'bad_progress';
  end if;
  update content.jobs
  set checkpoint_data = p_checkpoint_data, error = null, leased_until = platform.now() + interval '30 seconds'
  where id = p_job_id;
  perform content.show(p_job_id, 'progress');
end $$;

-- A runner that can make nothing of what a person asked for leaves the newest version as it was recorded, open to review, and
-- before the first version the newest question, open to an answer. Raises `nothing_waits`.
create function content.keep_waiting(p_job_id text, p_fence bigint, p_read_upto bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_status text;
begin
  perform content.keep_rules_of(p_job_id);
  v_job := content.hold_job(p_job_id, p_fence);
  v_status := case content.waits_behind(v_job) when 'version' then 'awaiting_review' when 'question' then 'awaiting_input' end;
  if v_status is null then
    raise sqlstate 'PT409' using message = format('Cannot let job "%s" wait: neither version %s nor question %s is open', p_job_id, v_job.versions, v_job.questions),
      detail = 'nothing_waits';
  end if;
  -- A request for changes that nothing comes of, as people stopped at a cap, is no decision.
  delete from content.reviews r
  where r.id = v_job.resume ->> 'review_id' and r.decision = 'request_changes'
    and exists (select from content.budget_stops s where s.job_id = p_job_id and s.status = 'stopping');
  update content.jobs
  set status = v_status, resume = null, error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id, p_read_upto);
end $$;

-- Ends a job that makes no draft. What a model wrote ends only through a review.
create function content.finish_job(p_job_id text, p_fence bigint, p_result jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  if v_job.type not in ('plan', 'knowledge', 'brand_kit', 'outreach_notes') then
    raise sqlstate 'PT409' using message = format('Cannot finish job "%s": a %s needs an approved draft', p_job_id, v_job.type),
      detail = 'not_approved', hint = 'Record the draft and wait for a review.';
  end if;
  update content.jobs
  set status = 'completed', result = p_result, resume = null, error = null, leased_until = null, worker = null, ended_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'agent', v_job.type, 'outcome', 'completed');
  perform content.show_job(v_job);
end $$;

-- Ends an attempt. With `p_retry_in_s` and attempts left the job waits for the next one, a day at most, else it has failed.
create function content.fail_job(p_job_id text, p_fence bigint, p_error jsonb, p_retry_in_s double precision) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_again boolean := p_retry_in_s is not null and v_job.attempts < v_job.max_attempts;
  -- NaN is greater than every number.
  v_wait double precision := least(greatest(p_retry_in_s, 0), 86400);
  v_error jsonb := jsonb_build_object(
    'code', case when p_error ->> 'code' ~ '^[a-z][a-z0-9_]{0,63}$' then p_error ->> 'code' else 'internal' end,
    'message', left(coalesce(p_error ->> 'message', ''), 4000))
    || case when jsonb_typeof(p_error -> 'params') = 'object' then jsonb_build_object('params', p_error -> 'params') else '{}'::jsonb end;
begin
  update content.jobs
  set status = case when v_again then 'queued' else 'failed' end, error = v_error, leased_until = null, worker = null,
      run_at = case when v_again then platform.now() + make_interval(secs => v_wait) else run_at end,
      ended_at = case when v_again then null else platform.now() end
  where id = p_job_id returning * into v_job;
  if not v_again then
    perform content.say(v_job, 'agent', v_job.type, 'outcome', 'failed: ' || (v_error ->> 'code'));
  end if;
  perform content.show_job(v_job);
end $$;

-- Gives a job back untouched: the attempt does not count.
create function content.give_back_job(p_job_id text, p_fence bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  update content.jobs
  set status = 'queued', leased_until = null, worker = null, attempts = greatest(attempts - 1, 0), run_at = platform.now()
  where id = p_job_id;
end $$;

-- Returns jobs whose holder went silent; one compare-and-set on status and lease. A job that took its holder down each
-- time ends as failed. Answers how many.
create function content.reap_jobs() returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_count integer := 0;
begin
  -- In the order in which cards of several jobs are redrawn.
  for v_job in
    with reaped as (
      update content.jobs j
      set status = case when j.attempts >= j.max_attempts then 'failed' else 'queued' end, leased_until = null, worker = null, run_at = platform.now(),
          error = case when j.attempts >= j.max_attempts
                       then jsonb_build_object('code', 'worker_lost', 'message', format('the worker disappeared in each of %s attempts', j.attempts)) else j.error end,
          ended_at = case when j.attempts >= j.max_attempts then platform.now() end
      where j.id = any (array(
        select e.id from content.jobs e where e.status = 'running' and e.leased_until < platform.now() for no key update skip locked))
      returning j.*
    )
    select * from reaped r order by r.id
  loop
    v_count := v_count + 1;
    perform content.show_job(v_job);
  end loop;
  return v_count;
end $$;

-- Owner only: ends every lease, for a caller who knows that no holder lives (the sandbox, which holds the lock of its data).
-- Elsewhere leases end by themselves, 30 s after the last sign of life.
create function content.expire_leases() returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update content.jobs set leased_until = platform.now() - interval '1 second' where status = 'running';
  update content.outbox set leased_until = platform.now() - interval '1 second' where leased_until > platform.now();
$$;

grant execute on function content.claim_job, content.heartbeat_job, content.lost_claims, content.record_progress, content.keep_waiting,
  content.finish_job, content.fail_job, content.give_back_job, content.reap_jobs to greenlight_agent;
