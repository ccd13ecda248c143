-- A bot or a runner of schema-1 beside runners of now gave up each surface and each job with a list of facts in a step.
-- Where a job stands, for parts of any release: up to schema-1 the detail of a step was a string, and a part of then gives up what
-- holds a list there. `facts` is read by those that know it.
create function content.checkpoint_for_all(p_checkpoint_data jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when jsonb_typeof(p_checkpoint_data -> 'steps') = 'array' then jsonb_set(p_checkpoint_data, '{steps}', (
      select coalesce(jsonb_agg(
        case when jsonb_typeof(s.step -> 'detail') = 'array' then s.step || jsonb_build_object('detail', null, 'facts', s.step -> 'detail') else s.step end
        order by s.n), '[]'::jsonb)
      from jsonb_array_elements(p_checkpoint_data -> 'steps') with ordinality s (step, n)))
    else p_checkpoint_data end
$$;

create or replace function content.job_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'status', (p_job).status,
    -- The people of a campaign are many; its agent alone needs them.
    'brief', (p_job).brief - case (p_job).type when 'outreach_notes' then 'people' else '' end,
    'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id, 'named_approver', (p_job).named_approver, 'from_job_id', (p_job).from_job_id, 'channel_id', (p_job).channel_id,
    'through', (select jsonb_build_object('name', t.name, 'owner_id', t.owner_id) from content.job_tokens t where t.id = (p_job).token_id),
    'thread_ts', (p_job).thread_ts, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'retry_at', case when (p_job).status = 'queued' and (p_job).error is not null and (p_job).run_at > platform.now() then (p_job).run_at end,
    'reading', (p_job).status in ('queued', 'running')
      and coalesce((p_job).resume ->> 'kind' = 'reply' and not (p_job).resume ? 'understood', false),
    'hand', case when (p_job).status in ('queued', 'running') and (p_job).resume ->> 'kind' = 'hand' then (
      select jsonb_build_object('kind', h.kind, 'person_id', h.person_id, 'from_version', h.from_version)
      from content.hand_versions h where h.job_id = (p_job).id and h.number = ((p_job).resume ->> 'number')::integer) end,
    'error', (p_job).error, 'checkpoint_data', content.checkpoint_for_all((p_job).checkpoint_data), 'cancelled_by', (p_job).cancelled_by,
    'created_at', (p_job).created_at, 'ended_at', (p_job).ended_at, 'resume_until', content.resume_until(p_job), 'versions', (p_job).versions, 'final', (p_job).final,
    'result', (p_job).result)
$$;

create or replace function content.claimed_view(p_job content.jobs) returns jsonb
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
revoke execute on function content.checkpoint_for_all from public, anon, authenticated, service_role;
