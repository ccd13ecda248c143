-- What the holder of a job may do with it. Each raises `lost_lease` for anybody else.

create function content.heartbeat_job(p_job_id text, p_fence bigint) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  update content.jobs set leased_until = platform.now() + interval '30 seconds' where id = p_job_id;
end $$;

create function content.record_progress(p_job_id text, p_fence bigint, p_checkpoint_data jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  update content.jobs
  set checkpoint_data = p_checkpoint_data, error = null, leased_until = platform.now() + interval '30 seconds'
  where id = p_job_id;
  perform content.show(p_job_id, 'progress');
end $$;

-- Stores the next version, supersedes the one before and waits for people, without a worker. A repeat of the newest
-- version with the same text answers with the stored one.
create function content.record_draft(p_job_id text, p_fence bigint, p_draft jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_version integer := (p_draft ->> 'version')::integer;
  v_hash text := content.draft_hash(p_draft -> 'content', p_draft -> 'artifacts');
  v_missing text;
  v_draft content.drafts;
begin
  select a ->> 'key' into v_missing from jsonb_array_elements(p_draft -> 'artifacts') a
  where not exists (select from content.artifacts f where f.key = a ->> 'key' and f.job_id = p_job_id and f.sha256 = a ->> 'sha256')
  limit 1;
  if v_missing is not null then
    raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s": file "%s" is not stored as named', v_version, p_job_id, v_missing),
      detail = 'file_missing';
  end if;
  if v_version = v_job.versions then
    select * into v_draft from content.drafts where job_id = p_job_id and version = v_version;
  end if;
  if v_draft.id is not null then
    if v_draft.hash <> v_hash or v_draft.status <> 'proposed' or (v_job.resume ->> 'version')::integer = v_version then
      raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s" again: it is %s and its text is fixed', v_version, p_job_id, v_draft.status),
        detail = 'version_is_fixed';
    end if;
  elsif v_version <> v_job.versions + 1 then
    raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s": the next one is %s', v_version, p_job_id, v_job.versions + 1),
      detail = 'wrong_version';
  else
    update content.drafts set status = 'superseded' where job_id = p_job_id and status = 'proposed';
    insert into content.drafts (job_id, version, hash, content, artifacts, reason)
    values (p_job_id, v_version, v_hash, p_draft -> 'content', p_draft -> 'artifacts', p_draft ->> 'reason')
    returning * into v_draft;
    perform content.say(v_job, 'agent', p_draft -> 'content' ->> 'model', 'draft', p_draft -> 'content' ->> 'title');
  end if;
  update content.jobs
  set status = 'awaiting_review', versions = v_version, resume = null, error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  perform content.show(p_job_id, 'pages', v_version);
  if v_version > 1 then
    perform content.show(p_job_id, 'card', v_version - 1);
  end if;
  perform content.show_job(v_job);
  return content.draft_view(v_draft);
end $$;

-- Ends a job whose newest version people approved; nothing else completes.
create function content.complete_job(p_job_id text, p_fence bigint, p_final jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  if not exists (select from content.drafts where job_id = p_job_id and version = v_job.versions and status = 'approved') then
    raise sqlstate 'PT409' using message = format('Cannot complete job "%s": version %s is not approved', p_job_id, v_job.versions),
      detail = 'not_approved', hint = 'Record the draft and wait for a review.';
  end if;
  if jsonb_array_length(p_final) = 0 or exists (
    select from jsonb_array_elements(p_final) a
    where not exists (select from content.artifacts f where f.key = a ->> 'key' and f.job_id = p_job_id and f.sha256 = a ->> 'sha256')
  ) then
    raise sqlstate 'PT409' using message = format('Cannot complete job "%s": its final files are not all stored', p_job_id), detail = 'file_missing';
  end if;
  update content.jobs
  set status = 'completed', final = p_final, resume = null, error = null, leased_until = null, worker = null, ended_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'agent', v_job.type, 'outcome', 'completed');
  perform content.show(p_job_id, 'final');
  perform content.show_job(v_job);
  perform content.prune_superseded_files(p_job_id);
end $$;

-- Ends an attempt. With `p_retry_in_s` and attempts left the job waits for the next one, else it has failed.
create function content.fail_job(p_job_id text, p_fence bigint, p_error jsonb, p_retry_in_s double precision) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_again boolean := p_retry_in_s is not null and v_job.attempts < v_job.max_attempts;
begin
  update content.jobs
  set status = case when v_again then 'queued' else 'failed' end, error = p_error, leased_until = null, worker = null,
      run_at = case when v_again then platform.now() + make_interval(secs => p_retry_in_s) else run_at end,
      ended_at = case when v_again then null else platform.now() end
  where id = p_job_id returning * into v_job;
  if not v_again then
    perform content.say(v_job, 'agent', v_job.type, 'outcome', 'failed: ' || coalesce(p_error ->> 'code', 'unknown'));
  end if;
  perform content.show_job(v_job);
end $$;

-- Gives a job back untouched: the attempt does not count.
create function content.release_job(p_job_id text, p_fence bigint) returns void
language plpgsql security definer set search_path = ''
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
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs;
  v_count integer := 0;
begin
  for v_job in
    update content.jobs j
    set status = case when j.attempts >= j.max_attempts then 'failed' else 'queued' end, leased_until = null, worker = null, run_at = platform.now(),
        error = case when j.attempts >= j.max_attempts
                     then jsonb_build_object('code', 'worker_lost', 'message', format('the worker disappeared in each of %s attempts', j.attempts)) else j.error end,
        ended_at = case when j.attempts >= j.max_attempts then platform.now() end
    where j.id = any (array(
      select e.id from content.jobs e where e.status = 'running' and e.leased_until < platform.now() for update skip locked))
    returning j.*
  loop
    v_count := v_count + 1;
    perform content.show_job(v_job);
  end loop;
  return v_count;
end $$;

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.heartbeat_job, content.record_progress, content.record_draft, content.complete_job,
  content.fail_job, content.release_job, content.reap_jobs to greenlight_agent;
