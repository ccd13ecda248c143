-- What colleagues say to each other looks like a reply until the agent has read it: the buttons of a card stay meanwhile,
-- and rest once the agent has said what it is going to change. Until then the job is `reading`.
create or replace function content.job_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'status', (p_job).status, 'brief', (p_job).brief,
    'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id, 'channel_id', (p_job).channel_id,
    'thread_ts', (p_job).thread_ts, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'retry_at', case when (p_job).status = 'queued' and (p_job).error is not null and (p_job).run_at > platform.now() then (p_job).run_at end,
    'reading', (p_job).status in ('queued', 'running')
      and coalesce((p_job).resume ->> 'kind' = 'reply' and not (p_job).resume ? 'understood', false),
    'error', (p_job).error, 'checkpoint_data', (p_job).checkpoint_data, 'cancelled_by', (p_job).cancelled_by,
    'created_at', (p_job).created_at, 'ended_at', (p_job).ended_at, 'versions', (p_job).versions, 'final', (p_job).final,
    'result', (p_job).result)
$$;

-- Says something in the thread, once a key. The job goes on running; what it has understood is no longer read.
create or replace function content.record_reply(p_job_id text, p_fence bigint, p_reply jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_number integer;
begin
  if p_reply ->> 'kind' is null or p_reply ->> 'kind' not in ('understood', 'answer', 'unclear', 'use_buttons')
    or coalesce(char_length(p_reply ->> 'key'), 0) not between 1 and 200 or jsonb_typeof(p_reply -> 'offline') is distinct from 'boolean'
    or jsonb_typeof(p_reply -> 'version') not in ('null', 'number') or (p_reply ->> 'version') !~ '^[0-9]{1,6}$' then
    raise sqlstate 'PT400' using message = format('Cannot say a reply of kind "%s" with key "%s": accepted are understood, answer, unclear, use_buttons, with a key of 1 to 200 characters and offline true or false',
      p_reply ->> 'kind', left(p_reply ->> 'key', 200)), detail = 'bad_reply';
  end if;
  insert into content.agent_replies (job_id, number, key, kind, text, person_id, version, offline)
  select p_job_id, coalesce(max(r.number), 0) + 1, p_reply ->> 'key', p_reply ->> 'kind', left(coalesce(p_reply ->> 'text', ''), 10000),
         p_reply ->> 'person_id', (p_reply ->> 'version')::integer, (p_reply ->> 'offline')::boolean
  from content.agent_replies r where r.job_id = p_job_id
  on conflict (job_id, key) do nothing
  returning number into v_number;
  if v_number is null then
    return;
  end if;
  if p_reply ->> 'kind' = 'understood' and v_job.resume ->> 'kind' = 'reply' then
    update content.jobs set resume = resume || '{"understood": true}' where id = p_job_id returning * into v_job;
    if v_job.versions > 0 then
      perform content.show(p_job_id, 'card', v_job.versions);
    elsif v_job.questions > 0 then
      perform content.show(p_job_id, 'question', v_job.questions);
    end if;
  end if;
  perform content.show(p_job_id, 'reply', v_number);
  perform content.say(v_job, 'agent', v_job.type, 'reply', coalesce(nullif(p_reply ->> 'text', ''), p_reply ->> 'kind'));
end $$;

revoke execute on function content.record_reply(text, bigint, jsonb) from public, anon, authenticated, service_role;
grant execute on function content.record_reply(text, bigint, jsonb) to greenlight_agent;
