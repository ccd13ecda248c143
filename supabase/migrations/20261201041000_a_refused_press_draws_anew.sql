-- The call of a bot that stood still came after that of the bot that had replaced it: the thread showed an agent at work, with no way to
-- try the failed job again (seed 1420 of the simulation). A press that finds another state has the thread drawn anew.
-- A press that the job's state refuses shows that Slack has an old text of it: the call of a bot that stood still may come after that of
-- the bot that replaced it.
create function content.draw_anew(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update content.outbox set wanted = wanted + 1, run_at = platform.now()
  where job_id = p_job_id and kind in ('brief', 'progress') and shown = wanted
$$;

create or replace function content.cancel_job(p_job_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs where id = p_job_id for no key update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'not_found', 'status', null);
  elsif not content.may_steer(v_job, p_person_id) then
    return jsonb_build_object('outcome', 'not_allowed', 'status', v_job.status);
  elsif not content.can_move(v_job.status, 'cancelled') then
    perform content.draw_anew(v_job.id);
    return jsonb_build_object('outcome', 'wrong_state', 'status', v_job.status);
  end if;
  update content.jobs
  set status = 'cancelled', fence = fence + 1, leased_until = null, worker = null, resume = null, cancelled_by = p_person_id, ended_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'person', p_person_id, 'action', 'cancel');
  perform content.show_job(v_job);
  perform content.prune_superseded_files(p_job_id);
  return jsonb_build_object('outcome', 'done', 'status', v_job.status);
end $$;

create or replace function content.retry_job(p_job_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs where id = p_job_id for no key update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'not_found', 'status', null);
  elsif not content.may_steer(v_job, p_person_id) then
    return jsonb_build_object('outcome', 'not_allowed', 'status', v_job.status);
  elsif v_job.status <> 'failed' then
    perform content.draw_anew(v_job.id);
    return jsonb_build_object('outcome', 'wrong_state', 'status', v_job.status);
  elsif content.open_job_in(v_job.channel_id, coalesce(v_job.started_in, v_job.thread_ts)) is not null then
    return jsonb_build_object('outcome', 'thread_has_job', 'status', v_job.status);
  end if;
  update content.jobs
  set status = 'queued', attempts = 0, retries = retries + 1, error = null, ended_at = null, run_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'person', p_person_id, 'action', 'retry');
  perform content.show_job(v_job);
  return jsonb_build_object('outcome', 'done', 'status', v_job.status);
end $$;

create or replace function content.resume_job(p_job_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  perform content.keep_rules_of(p_job_id);
  select * into v_job from content.jobs where id = p_job_id for no key update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'not_found', 'status', null);
  elsif not content.may_steer(v_job, p_person_id) then
    return jsonb_build_object('outcome', 'not_allowed', 'status', v_job.status);
  elsif v_job.status <> 'expired' then
    perform content.draw_anew(v_job.id);
    return jsonb_build_object('outcome', 'wrong_state', 'status', v_job.status);
  elsif content.resume_until(v_job) is null then
    return jsonb_build_object('outcome', 'too_late', 'status', v_job.status);
  elsif content.open_job_in(v_job.channel_id, coalesce(v_job.started_in, v_job.thread_ts)) is not null then
    return jsonb_build_object('outcome', 'thread_has_job', 'status', v_job.status);
  end if;
  update content.jobs set status = (select w.status from content.waits w where w.job_id = p_job_id), ended_at = null
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'person', p_person_id, 'action', 'resume');
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id);
  return jsonb_build_object('outcome', 'done', 'status', v_job.status);
end $$;

revoke execute on function content.draw_anew from public, anon, authenticated, service_role;
