-- A job on many records: each is taken, worked on and settled by itself, so that a runner that dies loses what was under way and
-- nothing else, and a record that takes runners down ends alone.

create table content.batch_records (
  job_id text not null references content.jobs on delete cascade,
  number integer not null constraint records_are_counted_from_1 check (number >= 1),
  -- Outreach's name for the lead: handed back with what was found.
  lead_id text not null,
  input jsonb not null,
  status text not null default 'waiting' constraint status_is_known check (status in ('waiting', 'taken', 'done', 'failed', 'left_out')),
  -- Times that it was taken and not put back.
  attempts integer not null default 0,
  -- Of the claim that took it last.
  fence bigint not null default 0,
  outcome jsonb,
  -- Of a record that took its runner down each time.
  code text,
  ended_at timestamptz,
  primary key (job_id, number),
  unique (job_id, lead_id),
  constraint what_has_ended_has_an_end check ((status in ('done', 'failed', 'left_out')) = (ended_at is not null)),
  constraint what_is_done_has_an_outcome check (status <> 'done' or outcome is not null)
) with (fillfactor = 80);
alter table content.batch_records enable row level security;
create index batch_records_open on content.batch_records (job_id, attempts, number) where status in ('waiting', 'taken');

-- What people decide on is bound to these rows by a hash: an outcome is never rewritten.
create function content.refuse_change_of_outcome() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise sqlstate 'PT409' using message = format('Cannot change record %s of job "%s": it is %s', old.number, old.job_id, old.status),
    detail = 'record_is_settled';
end $$;
create trigger outcomes_are_never_rewritten before update on content.batch_records
  for each row when (old.ended_at is not null) execute function content.refuse_change_of_outcome();

-- Keeps the records that came with a job. At most 1,000, each lead once.
create function content.keep_records(p_job_id text, p_records jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if jsonb_typeof(p_records) is distinct from 'array' or jsonb_array_length(p_records) not between 1 and 1000
    or exists (select from jsonb_array_elements(p_records) r where coalesce(r ->> 'lead_id', '') = '' or jsonb_typeof(r -> 'input') is distinct from 'object') then
    raise sqlstate 'PT400' using message = format('Cannot take over the records of job "%s": accepted are 1 to 1000, each with a lead and what is known of it', p_job_id),
      detail = 'bad_records';
  end if;
  insert into content.batch_records (job_id, number, lead_id, input)
  select p_job_id, row_number() over (order by r.n), r.record ->> 'lead_id', r.record -> 'input'
  from jsonb_array_elements(p_records) with ordinality r (record, n);
end $$;

-- The next record for the holder of the job; empty answer: none. Fresh ones first, by several takers side by side; what a
-- process died with is given out when nothing else is left, and one at a time (`p_alone`), so that it is known which of them took
-- it down. One that was taken three times and never settled ends as failed.
create function content.take_record(p_job_id text, p_fence bigint, p_alone boolean) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  c_strikes constant integer := 3;
  v_record content.batch_records;
begin
  perform content.hold_job(p_job_id, p_fence);
  update content.batch_records r
  set status = case when r.attempts >= c_strikes then 'failed' else 'waiting' end,
      code = case when r.attempts >= c_strikes then 'worker_lost' end,
      ended_at = case when r.attempts >= c_strikes then platform.now() end
  where r.job_id = p_job_id and r.status = 'taken' and r.fence < p_fence;
  update content.batch_records r set status = 'taken', attempts = r.attempts + 1, fence = p_fence
  where r.job_id = p_job_id and r.number = (
    select w.number from content.batch_records w
    where w.job_id = p_job_id and w.status = 'waiting' and (p_alone or w.attempts = 0)
      and (not p_alone or not exists (select from content.batch_records t where t.job_id = p_job_id and t.status = 'taken'))
    order by w.attempts, w.number limit 1)
  returning * into v_record;
  if v_record.job_id is null then
    return null;
  end if;
  return jsonb_build_object('number', v_record.number, 'lead_id', v_record.lead_id, 'input', v_record.input);
end $$;

-- The record that this claim has taken; raises for one that it has not.
create function content.taken_record(p_job_id text, p_fence bigint, p_number integer) returns content.batch_records
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_record content.batch_records;
begin
  perform content.hold_job(p_job_id, p_fence);
  select * into v_record from content.batch_records where job_id = p_job_id and number = p_number;
  if v_record.status is distinct from 'taken' or v_record.fence <> p_fence then
    raise sqlstate 'PT409' using message = format('Cannot settle record %s of job "%s": it is %s, and this claim has not taken it', p_number, p_job_id, coalesce(v_record.status, 'unknown')),
      detail = 'record_not_taken';
  end if;
  return v_record;
end $$;

-- What became of a record. A batch that goes forward has no attempt behind it: only standing still uses them up.
create function content.settle_record(p_job_id text, p_fence bigint, p_number integer, p_settled jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.taken_record(p_job_id, p_fence, p_number);
  if coalesce(p_settled ->> 'status' not in ('done', 'failed'), true) or jsonb_typeof(p_settled -> 'outcome' -> 'values') is distinct from 'object' then
    raise sqlstate 'PT400' using message = format('Cannot settle record %s as "%s": accepted are done and failed with an outcome', p_number, p_settled ->> 'status'),
      detail = 'bad_outcome';
  end if;
  update content.batch_records set status = p_settled ->> 'status', outcome = p_settled -> 'outcome', ended_at = platform.now()
  where job_id = p_job_id and number = p_number;
  update content.jobs set attempts = 1 where id = p_job_id and attempts > 1;
end $$;

-- What stopped the work on it was no fault of the record.
create function content.put_back_record(p_job_id text, p_fence bigint, p_number integer) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.taken_record(p_job_id, p_fence, p_number);
  update content.batch_records set status = 'waiting', attempts = greatest(attempts - 1, 0) where job_id = p_job_id and number = p_number;
end $$;

-- People had the batch finished at a cap: what is left is not worked on any more.
create function content.leave_out_records(p_job_id text, p_fence bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  update content.batch_records set status = 'left_out', ended_at = platform.now() where job_id = p_job_id and ended_at is null;
end $$;

create function content.count_records(p_job_id text, p_fence bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  return (select jsonb_build_object('records', count(*), 'open', count(*) filter (where r.ended_at is null)) from content.batch_records r where r.job_id = p_job_id);
end $$;

-- Whether a job of another kind, or another batch, could start if this one gave its slot back.
create function content.others_wait(p_job_id text, p_fence bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  return exists (select from content.jobs j where j.status = 'queued' and j.thread_ts is not null and j.run_at <= platform.now());
end $$;

-- What a batch proposes for leads, in order, without the fields that people had taken out: {lead_id, fields: {field: {value, quote, url}}}.
create function content.batch_changes(p_job_id text, p_without jsonb) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('lead_id', c.lead_id, 'fields', c.fields) order by c.number), '[]'::jsonb)
  from (
    select r.number, r.lead_id, (r.outcome -> 'values') - array(select jsonb_array_elements_text(p_without)) as fields
    from content.batch_records r where r.job_id = p_job_id and r.status = 'done'
  ) c
  where c.fields <> '{}'::jsonb
$$;

create function content.batch_hash(p_job_id text, p_without jsonb) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(content.batch_changes(p_job_id, p_without)::text, 'utf8')), 'hex')
$$;

-- All records of a batch that has none left, with the hash of what it proposes.
create function content.batch_proposal(p_job_id text, p_fence bigint, p_without jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  if exists (select from content.batch_records r where r.job_id = p_job_id and r.ended_at is null) then
    raise sqlstate 'PT409' using message = format('Cannot propose what batch "%s" found: records are left', p_job_id), detail = 'records_left';
  end if;
  return jsonb_build_object('sha256', content.batch_hash(p_job_id, p_without), 'records', (
    select coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'lead_id', r.lead_id, 'input', r.input, 'status', r.status,
      'outcome', r.outcome, 'code', r.code) order by r.number), '[]'::jsonb)
    from content.batch_records r where r.job_id = p_job_id));
end $$;

-- The approval of a batch hands its changes over in its own transaction: exactly those whose hash its people have approved.
create function content.hand_over_changes() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_without jsonb := coalesce(new.content -> 'without', '[]'::jsonb);
begin
  select * into v_job from content.jobs where id = new.job_id;
  if content.batch_hash(new.job_id, v_without) is distinct from new.content ->> 'changes_sha256' then
    raise sqlstate 'PT409' using message = format('Cannot approve version %s of job "%s": its changes are not those that it was recorded with', new.version, new.job_id),
      detail = 'changes_differ';
  end if;
  perform content.hand_over(v_job.team_id, 'lead_changes', 'lead_changes:' || new.job_id, jsonb_build_object(
    'batch_id', v_job.brief ->> 'reference', 'job_id', new.job_id, 'version', new.version, 'thread_ts', v_job.thread_ts,
    'approvals', coalesce((
      select jsonb_agg(jsonb_build_object('person_id', r.reviewer_id, 'at', r.created_at) order by r.created_at, r.id)
      from content.reviews r where r.draft_id = new.id and r.decision = 'approve'), '[]'::jsonb),
    'changes', content.batch_changes(new.job_id, v_without)));
  return null;
end $$;
create trigger approved_changes_go_to_outreach after update of status on content.drafts
  for each row when (new.status = 'approved' and old.status <> 'approved' and new.content ->> 'kind' = 'lead_enrichment')
  execute function content.hand_over_changes();

-- A batch that failed lets its leads go: they may be read by another one, although Retry may still bring this one to an end.
create function content.tell_failed_batch() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hand_over(new.team_id, 'job_ended', format('job_ended:%s:%s', new.id, new.fence), jsonb_build_object(
    'type', new.type, 'reference', new.brief ->> 'reference', 'outcome', new.status, 'job_id', new.id));
  return null;
end $$;
create trigger failed_batches_are_told_to_outreach after update of status on content.jobs
  for each row when (new.type = 'lead_enrichment' and new.status = 'failed' and old.status <> 'failed')
  execute function content.tell_failed_batch();

grant execute on function content.take_record, content.settle_record, content.put_back_record, content.leave_out_records,
  content.count_records, content.others_wait, content.batch_proposal to greenlight_agent;
