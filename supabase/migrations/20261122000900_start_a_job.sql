-- From the command to a claimed job.

-- Stores the job with its history and the message that shows it. A repeated key answers with the first job.
create function content.enqueue_job(p_job jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs;
  v_topic text := trim(p_job -> 'brief' ->> 'topic');
begin
  if not exists (select from platform.teams where team_id = p_job ->> 'team_id') then
    raise sqlstate 'PT403' using message = format('Cannot start a job for team "%s": it is not installed here', p_job ->> 'team_id'),
      detail = 'unknown_team', hint = 'Run setup for this workspace.';
  end if;
  if exists (select from platform.people where team_id = p_job ->> 'team_id' and user_id = p_job ->> 'requester_id' and is_guest) then
    raise sqlstate 'PT403' using message = 'Guests cannot start jobs', detail = 'not_allowed', hint = 'Ask a member of the team.';
  end if;
  if coalesce(char_length(v_topic), 0) not between 1 and 2000 then
    raise sqlstate 'PT400' using message = format('Cannot start a job with a brief of %s characters: 1 to 2000 are accepted', coalesce(char_length(v_topic), 0)),
      detail = 'bad_brief';
  end if;
  insert into content.jobs (type, brief, team_id, requester_id, channel_id, idempotency_key)
  values (p_job ->> 'type', p_job -> 'brief', p_job ->> 'team_id', p_job ->> 'requester_id', p_job ->> 'channel_id', p_job ->> 'idempotency_key')
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

-- Empty answer: that enqueue never happened.
create function content.find_job(p_idempotency_key text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select content.job_view(j) from content.jobs j where j.idempotency_key = p_idempotency_key
$$;

-- Empty answer: no such job.
create function content.get_job(p_job_id text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select content.job_view(j) from content.jobs j where j.id = p_job_id
$$;

create function content.claimed_view(p_job content.jobs) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id,
    'brief', (p_job).brief, 'fence', (p_job).fence, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'checkpoint_data', (p_job).checkpoint_data, 'resume', (p_job).resume, 'versions', (p_job).versions)
$$;

-- The next job, held for 30 s, or an empty answer. Fair: the requester with the fewest running jobs goes first, found
-- by one index probe a requester. `= any(array(...))` keeps the update on the primary key (a join scans the table).
create function content.claim_job(p_worker text, p_types text[]) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs;
begin
  update content.jobs j
  set status = 'running', fence = j.fence + 1, attempts = j.attempts + 1, worker = p_worker,
      leased_until = platform.now() + interval '30 seconds', started_at = coalesce(j.started_at, platform.now())
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
      select h.id, h.priority, h.run_at from content.jobs h
      where h.requester_id = q.requester_id and h.status = 'queued' and h.thread_ts is not null
        and h.run_at <= platform.now() and h.type = any (p_types)
      order by h.priority desc, h.run_at, h.id limit 1 for update skip locked
    ) head
    order by (select count(*) from content.jobs b where b.status = 'running' and b.requester_id = q.requester_id),
             head.priority desc, head.run_at, head.id
    limit 1))
  returning * into v_job;
  if v_job.id is null then
    return null;
  end if;
  perform content.note_history(v_job.id);
  return content.claimed_view(v_job);
end $$;

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.enqueue_job, content.find_job, content.get_job to greenlight_bot;
grant execute on function content.claim_job to greenlight_agent;
