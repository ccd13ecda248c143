-- What crosses between content and outreach: a table of hand-overs on either side, and the three types of jobs that outreach hands over.

alter table content.jobs drop constraint type_is_known;
alter table content.jobs add constraint type_is_known check (type in (
  'carousel', 'blog', 'research', 'plan', 'knowledge', 'brand_kit', 'outreach_notes', 'lead_enrichment', 'incoming_webhook'));
alter table content.jobs drop constraint only_drafts_start_in_a_thread;
alter table content.jobs add constraint only_drafts_start_in_a_thread check (started_in is null or type in ('carousel', 'blog', 'research', 'incoming_webhook'));
drop index content.one_open_job_in_a_thread_of_people;
create unique index one_open_job_in_a_thread_of_people on content.jobs (channel_id, started_in)
  where started_in is not null and ended_at is null and type <> 'incoming_webhook';

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

create or replace function content.open_job_in(p_channel_id text, p_thread_ts text) returns text
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

create or replace function content.open_job(p_job content.jobs, p_response_url text, p_command text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  insert into content.jobs (type, brief, team_id, requester_id, named_approver, from_job_id, channel_id, started_in, idempotency_key)
  values ((p_job).type, (p_job).brief, (p_job).team_id, (p_job).requester_id, (p_job).named_approver, (p_job).from_job_id, (p_job).channel_id, (p_job).started_in, (p_job).idempotency_key)
  on conflict (idempotency_key) do nothing
  returning * into v_job;
  if v_job.id is null then
    return (select jsonb_build_object('job_id', j.id, 'created', false) from content.jobs j where j.idempotency_key = (p_job).idempotency_key);
  end if;
  insert into content.outbox (job_id, kind, response_url) values (v_job.id, 'brief', p_response_url);
  perform content.show(v_job.id, 'progress');
  perform content.say(v_job, 'person', v_job.requester_id, 'command', p_command);
  insert into content.content_history (job_id, team_id, type, requester_id, prompt, brief, status, created_at)
  values (v_job.id, v_job.team_id, v_job.type, v_job.requester_id, trim(v_job.brief ->> 'topic'), v_job.brief, v_job.status, v_job.created_at);
  return jsonb_build_object('job_id', v_job.id, 'created', true);
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
  perform content.require_may_be_named(v_job, p_job ->> 'named_approver');
  v_job.brief := p_job -> 'brief' || case v_type when 'plan' then jsonb_build_object('time_zone', coalesce(v_person.tz, 'UTC')) else '{}' end;
  v_job.named_approver := p_job ->> 'named_approver';
  v_job.from_job_id := p_job ->> 'from_job_id';
  v_job.started_in := v_thread;
  v_job.idempotency_key := p_job ->> 'idempotency_key';
  return content.open_job(v_job, p_job ->> 'response_url', p_job ->> 'command');
end $$;

create or replace function content.enqueue_handed_over(p_job jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_topic text := trim(p_job -> 'brief' ->> 'topic');
begin
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
  elsif v_job.started_in is not null and (v_job.type <> 'incoming_webhook' or v_job.started_in !~ '^[0-9]{1,12}\.[0-9]{6}$') then
    raise sqlstate 'PT400' using message = format('Cannot start a %s in thread "%s": accepted is incoming_webhook in a thread of Slack', v_job.type, v_job.started_in),
      detail = 'bad_thread';
  elsif not exists (
    select from platform.people p
    where p.team_id = v_job.team_id and p.user_id = v_job.requester_id and not p.is_guest and not p.is_deactivated) then
    raise sqlstate 'PT403' using message = format('Cannot start a job for "%s": accepted are people of the team, but guests', v_job.requester_id),
      detail = 'unknown_requester';
  end if;
  return content.open_job(v_job, null, null);
end $$;

create or replace function content.finish_job(p_job_id text, p_fence bigint, p_result jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  if v_job.type not in ('plan', 'knowledge', 'brand_kit', 'outreach_notes') then
    raise sqlstate 'PT409' using message = format('Cannot finish job "%s": a %s needs an approved draft', p_job_id, v_job.type),
      detail = 'not_approved', hint = 'Record the draft and wait for a review.';
  end if;
  update content.jobs
  set status = 'completed', result = p_result, resume = null, error = null, leased_until = null, worker = null, ended_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'agent', v_job.type, 'outcome', 'completed');
  perform content.show_job(v_job);
end $$;

create or replace function content.rule_of_job(p_job content.jobs) returns platform.approver_rules
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select platform.rule_for((p_job).team_id,
    case when (p_job).type in ('outreach_notes', 'lead_enrichment', 'incoming_webhook') then 'outreach' else (p_job).type end, (p_job).channel_id)
$$;

create table content.handovers (
  id bigint generated always as identity primary key,
  team_id text not null references platform.teams,
  kind text not null constraint a_handover_has_a_kind check (kind ~ '^[a-z_]{1,40}$'),
  key text not null unique,
  -- Emptied once it was taken: it may hold what is said of a person.
  payload jsonb not null,
  status text not null default 'waiting' constraint status_is_known check (status in ('waiting', 'done', 'refused')),
  fence bigint not null default 0,
  leased_until timestamptz,
  worker text,
  run_at timestamptz not null default platform.now(),
  attempts integer not null default 0,
  result jsonb,
  -- Why it was refused, or why the last attempt failed.
  error jsonb,
  created_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  constraint a_refused_handover_says_why check (status <> 'refused' or error is not null),
  constraint ended_handovers_have_an_end check ((status = 'waiting') = (ended_at is null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
alter table content.handovers enable row level security;
create index handovers_waiting on content.handovers (run_at, id) where status = 'waiting';
create index handovers_of_a_team on content.handovers (team_id, created_at) where status <> 'done';

-- The same key crosses once.
create function content.hand_over(p_team_id text, p_kind text, p_key text, p_payload jsonb) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into content.handovers (team_id, kind, key, payload) values (p_team_id, p_kind, p_key, p_payload) on conflict (key) do nothing
$$;

-- What waits, each held for 60 s. Empty answer: nothing to carry now.
create function content.claim_handovers(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
begin
  with claimed as (
    update content.handovers h
    set fence = h.fence + 1, worker = p_worker, leased_until = platform.now() + interval '60 seconds', attempts = h.attempts + 1
    where h.id = any (array(
      select w.id from content.handovers w
      where w.status = 'waiting' and w.run_at <= platform.now() and (w.leased_until is null or w.leased_until < platform.now())
      order by w.run_at, w.id limit v_limit for update skip locked))
    returning h.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'fence', c.fence, 'team_id', c.team_id, 'kind', c.kind, 'key', c.key,
    'payload', c.payload, 'attempts', c.attempts) order by c.id), '[]'::jsonb) into v_items from claimed c;
  return v_items;
end $$;

-- It was taken, with what the other side answered. False: the claim was lost.
create function content.settle_handover(p_id bigint, p_fence bigint, p_result jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update content.handovers
  set status = 'done', result = p_result, payload = '{}', error = null, leased_until = null, worker = null, ended_at = platform.now()
  where id = p_id and fence = p_fence and status = 'waiting' and leased_until is not null;
  return found;
end $$;

-- The other side will never take it, by its code. False: the claim was lost.
create function content.refuse_handover(p_id bigint, p_fence bigint, p_code text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update content.handovers
  set status = 'refused', error = jsonb_build_object('code', left(p_code, 64)),
      leased_until = null, worker = null, ended_at = platform.now()
  where id = p_id and fence = p_fence and status = 'waiting' and leased_until is not null;
  return found;
end $$;

-- Not taken this time; it waits for `retry_in_s`. False: the claim was lost.
create function content.fail_handover(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update content.handovers
  set leased_until = null, worker = null, error = jsonb_build_object('code', left(p_failure ->> 'code', 64)),
      run_at = platform.now() + make_interval(secs => coalesce(platform.delay_of(p_failure ->> 'retry_in_s'), 60))
  where id = p_id and fence = p_fence and status = 'waiting' and leased_until is not null;
  return found;
end $$;

-- What waits longer than a minute and what was refused in the last 30 days, for the admins.
create function content.handover_backlog(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'waiting', count(*) filter (where h.status = 'waiting' and h.created_at < platform.now() - interval '1 minute'),
    'oldest_at', min(h.created_at) filter (where h.status = 'waiting' and h.created_at < platform.now() - interval '1 minute'),
    'refused', coalesce((
      select jsonb_agg(jsonb_build_object('kind', r.kind, 'code', r.error ->> 'code', 'at', r.ended_at) order by r.ended_at desc)
      from (select * from content.handovers n where n.team_id = p_team_id and n.status = 'refused' and n.ended_at > platform.now() - interval '30 days'
            order by n.ended_at desc limit 5) r), '[]'::jsonb))
  from content.handovers h where h.team_id = p_team_id and h.status <> 'done'
$$;

revoke all on content.handovers from public, anon, authenticated, service_role;
revoke all on sequence content.handovers_id_seq from public, anon, authenticated, service_role;
revoke execute on function content.hand_over, content.claim_handovers, content.settle_handover, content.refuse_handover, content.fail_handover,
  content.handover_backlog from public, anon, authenticated, service_role;
grant execute on function content.claim_handovers, content.settle_handover, content.refuse_handover, content.fail_handover,
  content.handover_backlog to greenlight_bot;

create table outreach.handovers (
  id bigint generated always as identity primary key,
  team_id text not null references platform.teams,
  kind text not null constraint a_handover_has_a_kind check (kind ~ '^[a-z_]{1,40}$'),
  key text not null unique,
  -- Emptied once it was taken: it may hold what is said of a person.
  payload jsonb not null,
  status text not null default 'waiting' constraint status_is_known check (status in ('waiting', 'done', 'refused')),
  fence bigint not null default 0,
  leased_until timestamptz,
  worker text,
  run_at timestamptz not null default platform.now(),
  attempts integer not null default 0,
  result jsonb,
  -- Why it was refused, or why the last attempt failed.
  error jsonb,
  created_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  constraint a_refused_handover_says_why check (status <> 'refused' or error is not null),
  constraint ended_handovers_have_an_end check ((status = 'waiting') = (ended_at is null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
alter table outreach.handovers enable row level security;
create index handovers_waiting on outreach.handovers (run_at, id) where status = 'waiting';
create index handovers_of_a_team on outreach.handovers (team_id, created_at) where status <> 'done';

-- The same key crosses once.
create function outreach.hand_over(p_team_id text, p_kind text, p_key text, p_payload jsonb) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into outreach.handovers (team_id, kind, key, payload) values (p_team_id, p_kind, p_key, p_payload) on conflict (key) do nothing
$$;

-- What waits, each held for 60 s. Empty answer: nothing to carry now.
create function outreach.claim_handovers(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
begin
  with claimed as (
    update outreach.handovers h
    set fence = h.fence + 1, worker = p_worker, leased_until = platform.now() + interval '60 seconds', attempts = h.attempts + 1
    where h.id = any (array(
      select w.id from outreach.handovers w
      where w.status = 'waiting' and w.run_at <= platform.now() and (w.leased_until is null or w.leased_until < platform.now())
      order by w.run_at, w.id limit v_limit for update skip locked))
    returning h.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'fence', c.fence, 'team_id', c.team_id, 'kind', c.kind, 'key', c.key,
    'payload', c.payload, 'attempts', c.attempts) order by c.id), '[]'::jsonb) into v_items from claimed c;
  return v_items;
end $$;

-- It was taken, with what the other side answered. False: the claim was lost.
create function outreach.settle_handover(p_id bigint, p_fence bigint, p_result jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.handovers
  set status = 'done', result = p_result, payload = '{}', error = null, leased_until = null, worker = null, ended_at = platform.now()
  where id = p_id and fence = p_fence and status = 'waiting' and leased_until is not null;
  return found;
end $$;

-- The other side will never take it, by its code. False: the claim was lost.
create function outreach.refuse_handover(p_id bigint, p_fence bigint, p_code text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.handovers
  set status = 'refused', error = jsonb_build_object('code', left(p_code, 64)),
      leased_until = null, worker = null, ended_at = platform.now()
  where id = p_id and fence = p_fence and status = 'waiting' and leased_until is not null;
  return found;
end $$;

-- Not taken this time; it waits for `retry_in_s`. False: the claim was lost.
create function outreach.fail_handover(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.handovers
  set leased_until = null, worker = null, error = jsonb_build_object('code', left(p_failure ->> 'code', 64)),
      run_at = platform.now() + make_interval(secs => coalesce(platform.delay_of(p_failure ->> 'retry_in_s'), 60))
  where id = p_id and fence = p_fence and status = 'waiting' and leased_until is not null;
  return found;
end $$;

-- What waits longer than a minute and what was refused in the last 30 days, for the admins.
create function outreach.handover_backlog(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'waiting', count(*) filter (where h.status = 'waiting' and h.created_at < platform.now() - interval '1 minute'),
    'oldest_at', min(h.created_at) filter (where h.status = 'waiting' and h.created_at < platform.now() - interval '1 minute'),
    'refused', coalesce((
      select jsonb_agg(jsonb_build_object('kind', r.kind, 'code', r.error ->> 'code', 'at', r.ended_at) order by r.ended_at desc)
      from (select * from outreach.handovers n where n.team_id = p_team_id and n.status = 'refused' and n.ended_at > platform.now() - interval '30 days'
            order by n.ended_at desc limit 5) r), '[]'::jsonb))
  from outreach.handovers h where h.team_id = p_team_id and h.status <> 'done'
$$;

revoke all on outreach.handovers from public, anon, authenticated, service_role;
revoke all on sequence outreach.handovers_id_seq from public, anon, authenticated, service_role;
revoke execute on function outreach.hand_over, outreach.claim_handovers, outreach.settle_handover, outreach.refuse_handover, outreach.fail_handover,
  outreach.handover_backlog from public, anon, authenticated, service_role;
grant execute on function outreach.claim_handovers, outreach.settle_handover, outreach.refuse_handover, outreach.fail_handover,
  outreach.handover_backlog to greenlight_bot;

revoke execute on function content.open_job, content.enqueue_handed_over from public, anon, authenticated, service_role;
grant execute on function content.enqueue_handed_over to greenlight_bot;
