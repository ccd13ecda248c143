-- Articles, documents for the knowledge base and brand kits run on the same engine as carousels.
alter table content.jobs drop constraint jobs_type_check;
alter table content.jobs add constraint jobs_type_check check (type in (
  'carousel', 'blog', 'research', 'outreach_notes', 'lead_enrichment', 'incoming_webhook', 'knowledge', 'brand_kit'));
-- What a job without a draft came to.
alter table content.jobs add column result jsonb;
-- Questions asked so far; the newest is the one that waits.
alter table content.jobs add column questions integer not null default 0;

-- Stores the job with its history and the message that shows it. A repeated key answers with the first job.
create or replace function content.enqueue_job(p_job jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs;
  v_person platform.people;
  v_type text := p_job ->> 'type';
  v_topic text := trim(p_job -> 'brief' ->> 'topic');
begin
  if not exists (select from platform.teams where team_id = p_job ->> 'team_id') then
    raise sqlstate 'PT403' using message = format('Cannot start a job for team "%s": it is not installed here', p_job ->> 'team_id'),
      detail = 'unknown_team', hint = 'Run setup for this workspace.';
  end if;
  if v_type is null or v_type not in ('carousel', 'blog', 'knowledge', 'brand_kit') then
    raise sqlstate 'PT400' using message = format('Cannot start a job of type "%s": accepted are carousel, blog, knowledge, brand_kit', v_type),
      detail = 'bad_type';
  end if;
  select * into v_person from platform.people where team_id = p_job ->> 'team_id' and user_id = p_job ->> 'requester_id';
  if v_person.is_guest then
    raise sqlstate 'PT403' using message = 'Guests cannot start jobs', detail = 'not_allowed', hint = 'Ask a member of the team.';
  end if;
  if v_type = 'brand_kit' and v_person.role is distinct from 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change the brand kit', detail = 'not_allowed', hint = 'Ask an admin.';
  end if;
  if coalesce(char_length(v_topic), 0) not between 1 and 2000 then
    raise sqlstate 'PT400' using message = format('Cannot start a job with a brief of %s characters: 1 to 2000 are accepted', coalesce(char_length(v_topic), 0)),
      detail = 'bad_brief';
  end if;
  insert into content.jobs (type, brief, team_id, requester_id, channel_id, idempotency_key)
  values (v_type, p_job -> 'brief', p_job ->> 'team_id', p_job ->> 'requester_id', p_job ->> 'channel_id', p_job ->> 'idempotency_key')
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

create or replace function content.job_view(p_job content.jobs) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'status', (p_job).status, 'brief', (p_job).brief,
    'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id, 'channel_id', (p_job).channel_id,
    'thread_ts', (p_job).thread_ts, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'retry_at', case when (p_job).status = 'queued' and (p_job).error is not null and (p_job).run_at > platform.now() then (p_job).run_at end,
    'error', (p_job).error, 'checkpoint_data', (p_job).checkpoint_data, 'cancelled_by', (p_job).cancelled_by,
    'created_at', (p_job).created_at, 'ended_at', (p_job).ended_at, 'versions', (p_job).versions, 'final', (p_job).final,
    'result', (p_job).result)
$$;

-- Brings the job's line up to date; called by every function that changes a job's status.
create or replace function content.note_history(p_job_id text) returns void
language sql set search_path = ''
as $$
  update content.content_history h
  set status = j.status, versions = j.versions, ended_at = j.ended_at, final = j.final,
      title = coalesce(d.content ->> 'title', j.result ->> 'title'), model = d.content ->> 'model',
      decided_by = coalesce(r.reviewer_id, j.cancelled_by), decision_note = r.note
  from content.jobs j
  left join lateral (select * from content.drafts where job_id = j.id order by version desc limit 1) d on true
  left join lateral (select * from content.reviews where job_id = j.id order by created_at desc, id limit 1) r on true
  where h.job_id = p_job_id and j.id = p_job_id
$$;

-- Ends a job that makes no draft. Whatever a model wrote ends only through a review (`complete_job`).
create function content.finish_job(p_job_id text, p_fence bigint, p_result jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  if v_job.type not in ('knowledge', 'brand_kit') then
    raise sqlstate 'PT409' using message = format('Cannot finish job "%s": a %s needs an approved draft', p_job_id, v_job.type),
      detail = 'not_approved', hint = 'Record the draft and wait for a review.';
  end if;
  update content.jobs
  set status = 'completed', result = p_result, resume = null, error = null, leased_until = null, worker = null, ended_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'agent', v_job.type, 'outcome', 'completed');
  perform content.show_job(v_job);
end $$;

revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.finish_job to greenlight_agent;
