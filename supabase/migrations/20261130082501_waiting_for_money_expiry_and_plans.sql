-- A job can wait for money and can expire, and a plan is a type of job.

set check_function_bodies = off;

alter table content.jobs drop constraint status_is_known;
alter table content.jobs add constraint status_is_known check (status in (
    'queued', 'running', 'awaiting_review', 'awaiting_input', 'awaiting_budget', 'completed', 'rejected', 'failed', 'cancelled', 'expired'));
alter table content.jobs drop constraint ended_jobs_have_an_end;
alter table content.jobs add constraint ended_jobs_have_an_end
  check ((status in ('completed', 'rejected', 'failed', 'cancelled', 'expired')) = (ended_at is not null));
alter table content.jobs drop constraint type_is_known;
alter table content.jobs add constraint type_is_known check (type in ('carousel', 'blog', 'research', 'plan', 'knowledge', 'brand_kit'));

alter table content.outbox drop constraint kind_is_known;
alter table content.outbox add constraint kind_is_known check (kind in (
    'brief', 'progress', 'pages', 'card', 'final', 'outcome', 'question_pages', 'question', 'reply', 'notice', 'budget', 'reminder'));

create or replace function content.can_move(p_from text, p_to text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_to = any (case p_from
    when 'queued' then array['running', 'cancelled']
    when 'running' then array['queued', 'awaiting_review', 'awaiting_input', 'awaiting_budget', 'completed', 'failed', 'cancelled']
    when 'awaiting_review' then array['queued', 'completed', 'rejected', 'cancelled', 'expired']
    when 'awaiting_input' then array['queued', 'cancelled', 'expired']
    when 'awaiting_budget' then array['queued', 'awaiting_review', 'awaiting_input', 'cancelled', 'expired']
    when 'failed' then array['queued']
    when 'expired' then array['queued', 'awaiting_review', 'awaiting_input', 'awaiting_budget']
    else array[]::text[]
  end)
$$;

create or replace function content.refuse_illegal_move() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'queued' then
      raise sqlstate 'PT409' using message = format('Cannot start a job as %s: accepted is queued', new.status), detail = 'illegal_move';
    end if;
    return new;
  elsif not content.can_move(old.status, new.status) then
    raise sqlstate 'PT409' using message = format('Cannot move job "%s" from %s to %s', old.id, old.status, new.status),
      detail = 'illegal_move';
  end if;
  if new.status = 'completed' and new.type not in ('plan', 'knowledge', 'brand_kit') and not exists (
    select from content.drafts d
    where d.job_id = new.id and d.version = new.versions and d.status = 'approved' and d.finals = new.final and jsonb_array_length(d.finals) > 0
  ) then
    raise sqlstate 'PT409' using message = format('Cannot complete job "%s": version %s is not approved with exactly these files', new.id, new.versions),
      detail = 'not_approved', hint = 'Record the draft with its final files and wait for a review.';
  end if;
  return new;
end $$;

create or replace function content.enqueue_job(p_job jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_person platform.people;
  v_type text := p_job ->> 'type';
  v_topic text := trim(p_job -> 'brief' ->> 'topic');
  v_thread text := p_job ->> 'thread_ts';
begin
  if not exists (select from platform.teams where team_id = p_job ->> 'team_id') then
    raise sqlstate 'PT403' using message = format('Cannot start a job for team "%s": it is not installed here', p_job ->> 'team_id'),
      detail = 'unknown_team', hint = 'Run setup for this workspace.';
  end if;
  if v_type is null or v_type not in ('carousel', 'blog', 'research', 'plan', 'knowledge', 'brand_kit') then
    raise sqlstate 'PT400' using message = format('Cannot start a job of type "%s": accepted are carousel, blog, research, plan, knowledge, brand_kit', v_type),
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
  perform content.require_approved_research(p_job ->> 'team_id', v_type, p_job ->> 'from_job_id');
  if v_thread is not null then
    if v_type not in ('carousel', 'blog', 'research') or v_thread !~ '^[0-9]{1,12}\.[0-9]{6}$' then
      raise sqlstate 'PT400' using message = format('Cannot start a %s in thread "%s": accepted are carousel, blog and research in a thread of Slack', v_type, v_thread),
        detail = 'bad_thread';
    end if;
    if content.open_job_in(p_job ->> 'channel_id', v_thread) is not null
      and not exists (select from content.jobs j where j.idempotency_key = p_job ->> 'idempotency_key') then
      raise sqlstate 'PT409' using message = format('Cannot start a %s in thread "%s": it has a job that has not ended', v_type, v_thread),
        detail = 'thread_has_job', hint = 'Write what should change into the thread, or end that job first.';
    end if;
  end if;
  insert into content.jobs (type, brief, team_id, requester_id, from_job_id, channel_id, started_in, idempotency_key)
  values (v_type, p_job -> 'brief', p_job ->> 'team_id', p_job ->> 'requester_id', p_job ->> 'from_job_id', p_job ->> 'channel_id', v_thread, p_job ->> 'idempotency_key')
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

create or replace function content.finish_job(p_job_id text, p_fence bigint, p_result jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  if v_job.type not in ('plan', 'knowledge', 'brand_kit') then
    raise sqlstate 'PT409' using message = format('Cannot finish job "%s": a %s needs an approved draft', p_job_id, v_job.type),
      detail = 'not_approved', hint = 'Record the draft and wait for a review.';
  end if;
  update content.jobs
  set status = 'completed', result = p_result, resume = null, error = null, leased_until = null, worker = null, ended_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'agent', v_job.type, 'outcome', 'completed');
  perform content.show_job(v_job);
end $$;
