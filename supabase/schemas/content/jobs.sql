-- A job from the command to its end: its states, and what people do with it.

-- Only an approval completes a job with a draft, so there is a way from waiting to the end.
create function content.can_move(p_from text, p_to text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_to = any (case p_from
    when 'queued' then array['running', 'cancelled']
    when 'running' then array['queued', 'awaiting_review', 'awaiting_input', 'awaiting_budget', 'completed', 'failed', 'cancelled']
    when 'awaiting_review' then array['queued', 'completed', 'rejected', 'cancelled', 'expired']
    when 'awaiting_input' then array['queued', 'cancelled', 'expired']
    when 'awaiting_budget' then array['queued', 'cancelled', 'expired']
    when 'failed' then array['queued']
    when 'expired' then array['queued', 'awaiting_review', 'awaiting_input', 'awaiting_budget']
    else array[]::text[]
  end)
$$;

create table content.jobs (
  -- Also the LangGraph thread, whose ids are text.
  id text primary key default gen_random_uuid()::text,
  type text not null constraint type_is_known check (type in (
    'carousel', 'blog', 'research', 'plan', 'knowledge', 'brand_kit', 'outreach_notes', 'lead_enrichment', 'incoming_webhook')),
  status text not null default 'queued' constraint status_is_known check (status in (
    'queued', 'running', 'awaiting_review', 'awaiting_input', 'awaiting_budget', 'completed', 'rejected', 'failed', 'cancelled', 'expired')),
  brief jsonb not null,
  team_id text not null references platform.teams,
  requester_id text not null,
  -- Whom the requester would like to approve it, one of those who may.
  named_approver text,
  -- The approved research whose pages and claims it works with.
  from_job_id text,
  -- With which another program started it; its owner counts as requester as well. Null: a person did, in Slack.
  token_id text references content.job_tokens,
  channel_id text not null,
  -- Null until the message that opens the thread is posted; only then may a runner start, so that nothing is spent
  -- where the draft could not be shown.
  thread_ts text,
  -- The thread of people that it was started in, by its head: what it shows stands there. Null: it opens its own.
  started_in text,
  -- Threads that the job had before; what is written there still belongs to it.
  earlier_threads text[] not null default '{}',
  run_at timestamptz not null default platform.now(),
  attempts integer not null default 0,
  max_attempts integer not null default 5,
  -- Raised by a person's Retry, and by nothing else.
  retries integer not null default 0,
  -- Raised by each claim, by cancel and by expiry; a write with an older one is refused.
  fence bigint not null default 0,
  leased_until timestamptz,
  worker text,
  checkpoint_data jsonb not null default '{}',
  -- The decision that the interrupted graph continues with.
  resume jsonb,
  versions integer not null default 0,
  -- Questions asked so far; the newest is the one that waits.
  questions integer not null default 0,
  final jsonb not null default '[]',
  -- What a job without a draft came to.
  result jsonb,
  error jsonb,
  cancelled_by text,
  idempotency_key text not null unique,
  created_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  -- Of the newest claim: the requester's last turn.
  claimed_at timestamptz,
  constraint a_lease_belongs_to_a_running_job check ((status = 'running') = (leased_until is not null and worker is not null)),
  constraint ended_jobs_have_an_end check ((status in ('completed', 'rejected', 'failed', 'cancelled', 'expired')) = (ended_at is not null)),
  constraint failed_jobs_say_why check (status <> 'failed' or error is not null),
  constraint a_job_goes_on_from_one_of_its_team foreign key (from_job_id, team_id) references content.jobs (id, team_id),
  constraint only_drafts_go_on_from_a_research check (from_job_id is null or type in ('carousel', 'blog')),
  constraint only_drafts_start_in_a_thread check (started_in is null or type in ('carousel', 'blog', 'research', 'incoming_webhook', 'outreach_notes')),
  -- For the keys of rows that name both.
  unique (team_id, id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01);
alter table content.jobs enable row level security;
create index jobs_ready on content.jobs (requester_id, run_at, id)
  where status = 'queued' and thread_ts is not null;
create index jobs_running on content.jobs (leased_until) where status = 'running';
create index jobs_thread on content.jobs (channel_id, thread_ts) where thread_ts is not null;
create unique index a_head_opens_one_thread on content.jobs (channel_id, thread_ts) where thread_ts is not null and started_in is null;
-- Of replies to outreach several may wait in the thread of one campaign; what is written there steers none of them.
create unique index one_open_job_in_a_thread_of_people on content.jobs (channel_id, started_in)
  where started_in is not null and ended_at is null and type <> 'incoming_webhook';
create index jobs_of_a_token on content.jobs (token_id) where token_id is not null;
create index jobs_from_a_job on content.jobs (from_job_id) where from_job_id is not null;
create index jobs_ended on content.jobs (ended_at) where ended_at is not null;
create index jobs_open on content.jobs (team_id, created_at) where ended_at is null;
create index jobs_by_claim on content.jobs (requester_id, claimed_at) where claimed_at is not null;
create index jobs_of_a_person on content.jobs (team_id, requester_id, created_at);
create index jobs_earlier_threads on content.jobs using gin (earlier_threads) where earlier_threads <> '{}';

create function content.refuse_illegal_move() returns trigger
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
  if new.status = 'completed' and new.type not in ('plan', 'knowledge', 'brand_kit', 'outreach_notes') and not exists (
    select from content.drafts d
    where d.job_id = new.id and d.version = new.versions and d.status = 'approved' and d.finals = new.final
      and (jsonb_array_length(d.finals) > 0 or new.type = 'incoming_webhook')
  ) then
    raise sqlstate 'PT409' using message = format('Cannot complete job "%s": version %s is not approved with exactly these files', new.id, new.versions),
      detail = 'not_approved', hint = 'Record the draft with its final files and wait for a review.';
  end if;
  return new;
end $$;
create trigger jobs_start_as_queued before insert on content.jobs
  for each row execute function content.refuse_illegal_move();
create trigger jobs_move_only_along_the_edges before update of status on content.jobs
  for each row when (old.status is distinct from new.status) execute function content.refuse_illegal_move();

-- Who asked for it, and so never decides on it: the person named, and the owner of the token that named them.
create function content.requester_ids(p_job content.jobs) returns text[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array[(p_job).requester_id] || array(select t.owner_id from content.job_tokens t where t.id = (p_job).token_id)
$$;

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

-- What colleagues say to each other looks like a reply until the agent has read it: the buttons of a card stay meanwhile,
-- and rest once the agent has said what it is going to change. Until then the job is `reading`.
create function content.job_view(p_job content.jobs) returns jsonb
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

-- A job is locked without its key, which each row that names it locks: what is written beside a held job does not wait. A change
-- of rules locks every open job of its team before it can be seen, so that what a click decides under its job's lock is by one rule.
create function content.hold_open_jobs(p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select from content.jobs j where j.team_id = p_team_id and j.ended_at is null order by j.id for no key update
$$;

-- A card that begins to wait does so by rules that do not change meanwhile. Rules are locked before jobs.
create function content.keep_rules_of(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select platform.keep_rules(j.team_id) from content.jobs j where j.id = p_job_id
$$;

-- Those who asked for it and those who may approve steer a job; guests do not.
create function content.may_steer(p_job content.jobs, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from platform.people p
    where p.team_id = (p_job).team_id and p.user_id = p_person_id and not p.is_guest
      and not p.is_deactivated and (p.user_id = any (content.requester_ids(p_job)) or content.may_decide(p_job, p_person_id)))
$$;

-- A job goes on from an approved research of its team and from nothing else. Raises what is in the way, a code each.
create function content.require_approved_research(p_team_id text, p_type text, p_from_job_id text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_from content.jobs;
  v_fault text;
begin
  if p_from_job_id is null then
    return;
  end if;
  select * into v_from from content.jobs where id = p_from_job_id;
  v_fault := case
    when p_type not in ('carousel', 'blog') then 'from_not_for_this'
    when v_from.id is null then 'from_unknown'
    when v_from.team_id <> p_team_id then 'from_other_team'
    when v_from.type <> 'research' then 'from_no_research'
    when v_from.status = 'rejected' then 'from_rejected'
    when v_from.status in ('failed', 'cancelled') then 'from_stopped'
    when v_from.status <> 'completed' then 'from_not_approved'
  end;
  if v_fault is not null then
    raise sqlstate 'PT409' using message = format('Cannot start a %s from job "%s": accepted is an approved research of the team for a carousel or an article',
      p_type, p_from_job_id), detail = v_fault;
  end if;
end $$;

-- The report that a person means, by its job's id or by its thread; to be made a draft of. Raises why none can be.
create function content.find_report(p_team_id text, p_report jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_id text := coalesce(p_report ->> 'job_id', (
    select j.id from content.jobs j
    where j.channel_id = p_report ->> 'channel_id'
      and (j.thread_ts = p_report ->> 'ts' or j.earlier_threads @> array[p_report ->> 'ts'])
    -- A thread of people may have had several jobs.
    order by j.type = 'research' and j.status = 'completed' desc, j.created_at desc, j.id limit 1), '');
begin
  perform content.require_approved_research(p_team_id, 'blog', v_id);
  return (select jsonb_build_object('job_id', d.job_id, 'title', d.content ->> 'title')
          from content.drafts d where d.job_id = v_id and d.status = 'approved');
end $$;

-- The job that has not ended of a thread: replies there steer it, so that it has one at most. Others wait here who ask at
-- the same time. Null: there is none.
create function content.open_job_in(p_channel_id text, p_thread_ts text) returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(format('content.thread:%s:%s', p_channel_id, p_thread_ts), 0));
  return (
    select j.id from content.jobs j
    where j.channel_id = p_channel_id and j.ended_at is null and j.type <> 'incoming_webhook'
      and (j.thread_ts = p_thread_ts or j.started_in = p_thread_ts or j.earlier_threads @> array[p_thread_ts] and j.earlier_threads <> '{}')
    limit 1);
end $$;

-- Stores a job with its history and the message that shows it. A repeated key answers with the first job.
create function content.open_job(p_job content.jobs, p_response_url text, p_command text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  insert into content.jobs (type, brief, team_id, requester_id, named_approver, from_job_id, token_id, channel_id, started_in, idempotency_key)
  values ((p_job).type, (p_job).brief, (p_job).team_id, (p_job).requester_id, (p_job).named_approver, (p_job).from_job_id, (p_job).token_id, (p_job).channel_id,
    (p_job).started_in, (p_job).idempotency_key)
  on conflict (idempotency_key) do nothing
  returning * into v_job;
  if v_job.id is null then
    return (select jsonb_build_object('job_id', j.id, 'created', false) from content.jobs j where j.idempotency_key = (p_job).idempotency_key);
  end if;
  insert into content.outbox (job_id, kind, response_url) values (v_job.id, 'brief', p_response_url);
  perform content.show(v_job.id, 'progress');
  perform content.say(v_job, 'person', v_job.requester_id, 'command', p_command);
  insert into content.content_history (job_id, team_id, type, requester_id, prompt, brief, status, created_at)
  values (v_job.id, v_job.team_id, v_job.type, v_job.requester_id, trim(v_job.brief ->> 'topic'), v_job.brief - case v_job.type when 'outreach_notes' then 'people' else '' end, v_job.status, v_job.created_at);
  return jsonb_build_object('job_id', v_job.id, 'created', true);
end $$;

-- Starts what was asked for, in Slack or, with a token, by a program. With `thread_ts` it is shown in that thread of people.
create function content.start_asked(p_job jsonb, p_token_id text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
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
  if v_person.is_guest or v_person.is_deactivated then
    raise sqlstate 'PT403' using message = 'Guests and deactivated people cannot start jobs', detail = 'not_allowed', hint = 'Ask a member of the team.';
  end if;
  if v_type = 'brand_kit' and v_person.role is distinct from 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change the brand kit', detail = 'not_allowed', hint = 'Ask an admin.';
  end if;
  if coalesce(char_length(v_topic), 0) not between 1 and 2000 then
    raise sqlstate 'PT400' using message = format('Cannot start a job with a brief of %s characters: 1 to 2000 are accepted', coalesce(char_length(v_topic), 0)),
      detail = 'bad_brief';
  end if;
  if v_type = 'plan' and not coalesce(p_job -> 'brief' ->> 'count' ~ '^([1-9]|1\d|20)$', false) then
    raise sqlstate 'PT400' using message = format('Cannot plan %s briefs: 1 to 20 are accepted', left(p_job -> 'brief' ->> 'count', 20)),
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
  v_job.type := v_type;
  v_job.team_id := p_job ->> 'team_id';
  v_job.channel_id := p_job ->> 'channel_id';
  v_job.requester_id := p_job ->> 'requester_id';
  v_job.token_id := p_token_id;
  perform content.require_may_be_named(v_job, p_job ->> 'named_approver');
  v_job.brief := p_job -> 'brief' || case v_type when 'plan' then jsonb_build_object('time_zone', coalesce(v_person.tz, 'UTC')) else '{}' end;
  v_job.named_approver := p_job ->> 'named_approver';
  v_job.from_job_id := p_job ->> 'from_job_id';
  v_job.started_in := v_thread;
  v_job.idempotency_key := p_job ->> 'idempotency_key';
  return content.open_job(v_job, p_job ->> 'response_url', p_job ->> 'command');
end $$;

-- Starts what a person asked for in Slack.
create function content.enqueue_job(p_job jsonb) returns jsonb
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  select content.start_asked(p_job, null)
$$;

-- What several people asked for in the same moment, at most 100, in their order: what each led to. A refusal is of all of them, of
-- which then none is stored.
create function content.enqueue_jobs(p_jobs jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job jsonb;
  v_started jsonb := '[]';
begin
  if jsonb_array_length(p_jobs) > 100 then
    raise sqlstate 'PT400' using message = format('Cannot start %s jobs at once: 1 to 100 are accepted', jsonb_array_length(p_jobs)), detail = 'too_many_jobs';
  end if;
  for v_job in select j from jsonb_array_elements(p_jobs) with ordinality e (j, n) order by n loop
    v_started := v_started || jsonb_build_array(content.start_asked(v_job, null));
  end loop;
  return v_started;
end $$;

-- Starts what outreach handed over; the brief says all that the agent may know, and `key` is the hand-over's. Only a reply may
-- stand in a thread. Raises `unknown_requester` for a person who may not start jobs (any more), and `erased` where it was about
-- erased people alone.
create function content.enqueue_handed_over(p_job jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_topic text := trim(p_job -> 'brief' ->> 'topic');
  v_started jsonb;
begin
  perform pg_advisory_xact_lock_shared(hashtext('content.erasures ' || (p_job ->> 'team_id')));
  p_job := content.without_erased(p_job);
  v_job.type := p_job ->> 'type';
  v_job.team_id := p_job ->> 'team_id';
  v_job.requester_id := p_job ->> 'requester_id';
  v_job.channel_id := p_job ->> 'channel_id';
  v_job.brief := p_job -> 'brief';
  v_job.started_in := p_job ->> 'thread_ts';
  v_job.idempotency_key := 'handover:' || (p_job ->> 'key');
  if v_job.type is null or v_job.type not in ('outreach_notes', 'lead_enrichment', 'incoming_webhook') then
    raise sqlstate 'PT400' using message = format('Cannot take over a job of type "%s": accepted are outreach_notes, lead_enrichment, incoming_webhook', v_job.type),
      detail = 'bad_type';
  elsif coalesce(char_length(v_topic), 0) not between 1 and 2000 or coalesce(p_job -> 'brief' ->> 'reference', '') = '' then
    raise sqlstate 'PT400' using message = format('Cannot take over a brief with a topic of %s characters and reference "%s": 1 to 2000 and a reference are accepted',
      coalesce(char_length(v_topic), 0), left(p_job -> 'brief' ->> 'reference', 100)), detail = 'bad_brief';
  elsif v_job.started_in is not null and (v_job.type not in ('incoming_webhook', 'outreach_notes') or v_job.started_in !~ '^[0-9]{1,12}\.[0-9]{6}$') then
    raise sqlstate 'PT400' using message = format('Cannot start a %s in thread "%s": accepted are incoming_webhook and outreach_notes in a thread of Slack', v_job.type, v_job.started_in),
      detail = 'bad_thread';
  elsif not exists (
    select from platform.people p
    where p.team_id = v_job.team_id and p.user_id = v_job.requester_id and not p.is_guest and not p.is_deactivated) then
    raise sqlstate 'PT403' using message = format('Cannot start a job for "%s": accepted are people of the team, but guests', v_job.requester_id),
      detail = 'unknown_requester';
  end if;
  v_started := content.open_job(v_job, null, null);
  if v_job.type = 'lead_enrichment' and (v_started ->> 'created')::boolean then
    perform content.keep_records(v_started ->> 'job_id', p_job -> 'records');
  end if;
  return v_started;
end $$;

-- Empty answer: that enqueue never happened.
create function content.find_job(p_idempotency_key text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select content.job_view(j) from content.jobs j where j.idempotency_key = p_idempotency_key
$$;

-- Empty answer: no such job.
create function content.get_job(p_job_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select content.job_view(j) from content.jobs j where j.id = p_job_id
$$;

-- Takes a job from its runner: the fence rises, so the runner's next write is refused.
create function content.cancel_job(p_job_id text, p_person_id text) returns jsonb
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

-- Puts a failed job back; its checkpoint says where it goes on.
create function content.retry_job(p_job_id text, p_person_id text) returns jsonb
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

grant execute on function content.find_report, content.enqueue_job, content.enqueue_jobs, content.enqueue_handed_over, content.find_job, content.get_job, content.cancel_job,
  content.retry_job to greenlight_bot;
