-- Whoever changes a job locks its row first. The bot's two calls that change job and draft along with a surface did it
-- the other way round, so that they and a runner could wait for each other.

create function content.hold_job_of(p_item_id bigint) returns void
language sql set search_path = ''
as $$
  select 1 from content.jobs j
  where j.id = (select o.job_id from content.outbox o where o.id = p_item_id and o.kind in ('brief', 'card')) for update
$$;

-- False: the claim was lost and somebody else draws it.
create or replace function content.settle_outbox(p_id bigint, p_fence bigint, p_ts text, p_revision integer) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_item content.outbox;
begin
  perform content.hold_job_of(p_id);
  update content.outbox
  set ts = p_ts, shown = greatest(shown, p_revision), shown_at = platform.now(), leased_until = null, worker = null,
      attempts = 0, maybe_posted = false, last_error = null,
      run_at = case when kind = 'progress' then platform.now() + interval '1 second' else run_at end
  where id = p_id and fence = p_fence and leased_until is not null
  returning * into v_item;
  if not found then
    return false;
  end if;
  if v_item.kind = 'brief' then
    update content.jobs set thread_ts = p_ts where id = v_item.job_id and thread_ts is null;
    update content.chat_history set thread_ts = p_ts where job_id = v_item.job_id and thread_ts is null;
  elsif v_item.kind = 'card' then
    update content.drafts set card_ts = p_ts where job_id = v_item.job_id and version = v_item.edition and card_ts is distinct from p_ts;
    -- The card before links to this one.
    if found and v_item.edition > 1 then
      perform content.show(v_item.job_id, 'card', v_item.edition - 1);
    end if;
  end if;
  return true;
end $$;

-- Gives an item back. Without `retry_in_s` it is given up; giving up the brief cancels the job, as nobody would see it.
-- False: the claim was lost.
create or replace function content.fail_outbox(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_item content.outbox;
  v_job content.jobs;
  v_give_up boolean := p_failure ->> 'retry_in_s' is null;
begin
  perform content.hold_job_of(p_id);
  update content.outbox
  set leased_until = null, worker = null, last_error = p_failure ->> 'code', given_up = v_give_up,
      maybe_posted = maybe_posted or coalesce((p_failure ->> 'maybe_posted')::boolean, false),
      run_at = platform.now() + make_interval(secs => coalesce((p_failure ->> 'retry_in_s')::double precision, 0))
  where id = p_id and fence = p_fence and leased_until is not null
  returning * into v_item;
  if not found then
    return false;
  end if;
  if v_give_up and v_item.kind = 'brief' and v_item.shown = 0 then
    update content.jobs
    set status = 'cancelled', fence = fence + 1, leased_until = null, worker = null, ended_at = platform.now(), resume = null,
        error = jsonb_build_object('code', 'channel_unreachable', 'message', p_failure ->> 'code')
    where id = v_item.job_id and status = 'queued'
    returning * into v_job;
    if v_job.id is not null then
      update content.outbox set given_up = true where job_id = v_job.id;
      perform content.note_history(v_job.id);
    end if;
  end if;
  return true;
end $$;

revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.settle_outbox, content.fail_outbox to greenlight_bot;
