-- One row a job; its status moves only in functions, and only along these edges.
create function content.can_move(p_from text, p_to text) returns boolean
language sql immutable set search_path = ''
as $$
  select p_to = any (case p_from
    when 'queued' then array['running', 'cancelled', 'expired']
    when 'running' then array['queued', 'awaiting_review', 'awaiting_input', 'awaiting_budget', 'completed', 'failed', 'cancelled']
    when 'awaiting_review' then array['queued', 'rejected', 'cancelled', 'expired']
    when 'awaiting_input' then array['queued', 'cancelled', 'expired']
    when 'awaiting_budget' then array['queued', 'cancelled', 'expired', 'failed']
    when 'failed' then array['queued']
    else array[]::text[]
  end)
$$;

create table content.jobs (
  -- Also the LangGraph thread, whose ids are text.
  id text primary key default gen_random_uuid()::text,
  type text not null check (type in ('carousel', 'blog', 'research', 'outreach_notes', 'lead_enrichment', 'incoming_webhook')),
  status text not null default 'queued' check (status in (
    'queued', 'running', 'awaiting_review', 'awaiting_input', 'awaiting_budget',
    'completed', 'rejected', 'failed', 'cancelled', 'expired')),
  brief jsonb not null,
  team_id text not null references platform.teams,
  requester_id text not null,
  channel_id text not null,
  -- Null until the message that opens the thread is posted; only then may a runner start, so that nothing is spent
  -- where the draft could not be shown.
  thread_ts text,
  priority integer not null default 0,
  run_at timestamptz not null default platform.now(),
  attempts integer not null default 0,
  max_attempts integer not null default 5,
  -- Raised by each claim and by cancel; whoever writes with an older one is refused.
  fence bigint not null default 0,
  leased_until timestamptz,
  worker text,
  checkpoint_data jsonb not null default '{}',
  -- The decision that the interrupted graph continues with.
  resume jsonb,
  versions integer not null default 0,
  final jsonb not null default '[]',
  budget jsonb not null default '{}',
  error jsonb,
  cancelled_by text,
  idempotency_key text not null unique,
  created_at timestamptz not null default platform.now(),
  started_at timestamptz,
  ended_at timestamptz,
  constraint a_lease_belongs_to_a_running_job check ((status = 'running') = (leased_until is not null and worker is not null)),
  constraint ended_jobs_have_an_end check ((status in ('completed', 'rejected', 'failed', 'cancelled', 'expired')) = (ended_at is not null)),
  constraint failed_jobs_say_why check (status <> 'failed' or error is not null)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01);
alter table content.jobs enable row level security;

create index jobs_ready on content.jobs (requester_id, priority desc, run_at, id)
  where status = 'queued' and thread_ts is not null;
create index jobs_running on content.jobs (leased_until) where status = 'running';
create unique index jobs_thread on content.jobs (channel_id, thread_ts) where thread_ts is not null;
create index jobs_ended on content.jobs (ended_at) where ended_at is not null;

create function content.refuse_illegal_move() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not content.can_move(old.status, new.status) then
    raise sqlstate 'PT409' using message = format('Cannot move job "%s" from %s to %s', old.id, old.status, new.status),
      detail = 'illegal_move';
  end if;
  return new;
end $$;
create trigger jobs_move_only_along_the_edges before update of status on content.jobs
  for each row when (old.status is distinct from new.status) execute function content.refuse_illegal_move();

-- Locks a job for its holder. Raises `lost_lease` for everybody else: a zombie runner writes nothing.
create function content.hold_job(p_job_id text, p_fence bigint) returns content.jobs
language plpgsql set search_path = ''
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs where id = p_job_id for update;
  if v_job.id is null or v_job.status <> 'running' or v_job.fence <> p_fence then
    raise sqlstate 'PT409' using
      message = format('Job "%s" is no longer held with fence %s: it is %s with fence %s',
                       p_job_id, p_fence, coalesce(v_job.status, 'unknown'), v_job.fence),
      detail = 'lost_lease', hint = 'Stop working on it; nothing was written.';
  end if;
  return v_job;
end $$;

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
