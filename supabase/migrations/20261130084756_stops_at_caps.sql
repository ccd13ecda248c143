-- A job stops before the call that would pass a cap and asks: raise, finish with what there is, or stop.

set check_function_bodies = off;

-- A job whose next call would pass a cap stops before it and asks people: raise the cap, finish with what there is, or stop.
-- A raise adds to the cap that was reached, for that job, that day or that month alone; the team's own cap stays.
create table content.budget_stops (
  job_id text not null,
  team_id text not null,
  number integer not null constraint numbers_start_at_1 check (number >= 1),
  scope text not null constraint scope_is_known check (scope in ('job', 'person_day', 'month')),
  unit text not null constraint unit_is_known check (unit in ('usd', 'tokens')),
  -- As they were when the job stopped.
  cap numeric not null,
  spent numeric not null,
  -- Of the call that would have passed it.
  wanted_usd numeric not null,
  wanted_tokens bigint not null,
  -- The step that could not go on.
  node text not null,
  -- Whose day it is, and when the span began that a raise holds for.
  person_id text not null,
  span_start timestamptz not null,
  -- There is something that becomes a version without another call.
  can_finish boolean not null,
  -- `resumed`: there was room again. `finishing`, `stopping`: answered, and a runner carries it out; then `finished`, `stopped`.
  status text not null default 'open' constraint status_is_known check (status in (
    'open', 'raised', 'resumed', 'finishing', 'finished', 'stopping', 'stopped')),
  -- What a raise added.
  usd numeric(12, 6) constraint a_raise_in_money_is_above_0 check (usd > 0 and usd <= 1000000),
  tokens bigint constraint a_raise_in_tokens_is_1_to_100_billion check (tokens between 1 and 100000000000),
  answered_by text,
  answered_at timestamptz,
  created_at timestamptz not null default platform.now(),
  primary key (job_id, number),
  constraint an_answer_has_its_person check ((status = 'open') = (answered_by is null) and (status = 'open') = (answered_at is null)),
  constraint a_raise_has_an_amount check ((status = 'raised') = (usd is not null or tokens is not null)),
  constraint a_stop_is_of_the_team_of_its_job foreign key (job_id, team_id) references content.jobs (id, team_id) on delete cascade
);
alter table content.budget_stops enable row level security;
create unique index budget_stops_one_open on content.budget_stops (job_id) where status = 'open';
create index budget_stops_raised on content.budget_stops (team_id, scope, span_start) where status = 'raised';

-- Admins are told once a cap and span that four fifths are spent, in the thread of the job that came so far.
create table content.budget_warnings (
  job_id text not null,
  team_id text not null,
  number integer not null constraint numbers_start_at_1 check (number >= 1),
  scope text not null constraint scope_is_known check (scope in ('job', 'person_day', 'month')),
  -- Of whom or of what it is: a job, a person, the team.
  subject text not null,
  span_start timestamptz not null,
  unit text not null constraint unit_is_known check (unit in ('usd', 'tokens')),
  cap numeric not null,
  spent numeric not null,
  created_at timestamptz not null default platform.now(),
  primary key (job_id, number),
  constraint a_warning_is_given_once_a_span unique (team_id, scope, subject, span_start),
  constraint a_warning_is_of_the_team_of_its_job foreign key (job_id, team_id) references content.jobs (id, team_id) on delete cascade
);
alter table content.budget_warnings enable row level security;

alter table content.outbox drop constraint kind_is_known;
alter table content.outbox add constraint kind_is_known check (kind in (
    'brief', 'progress', 'pages', 'card', 'final', 'outcome', 'question_pages', 'question', 'reply', 'notice', 'budget', 'budget_warning', 'reminder', 'unreachable'));
alter table content.outbox
  add column stop integer generated always as (case when kind = 'budget' then edition end) stored,
  add column budget_warning integer generated always as (case when kind = 'budget_warning' then edition end) stored,
  add constraint a_budget_card_shows_a_stop_of_its_job foreign key (job_id, stop) references content.budget_stops on delete cascade,
  add constraint a_budget_warning_shows_one_of_its_job foreign key (job_id, budget_warning) references content.budget_warnings on delete cascade;

-- What admins added to a cap for the span of now.
create or replace function content.raised(p_team_id text, p_scope text, p_person_id text, p_job_id text) returns table (usd numeric, tokens bigint)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(sum(s.usd), 0), coalesce(sum(s.tokens), 0)::bigint
  from content.budget_stops s
  where s.team_id = p_team_id and s.scope = p_scope and s.status = 'raised' and s.span_start = content.span_start(p_scope)
    and (p_scope <> 'job' or s.job_id = p_job_id) and (p_scope <> 'person_day' or s.person_id = p_person_id)
$$;

-- What of a job waits for people while it works on their words: Stop leads back to it. Empty answer: nothing.
create or replace function content.waits_behind(p_job content.jobs) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case
    when exists (select from content.drafts d where d.job_id = (p_job).id and d.version = (p_job).versions and d.status = 'proposed') then 'version'
    when (p_job).versions = 0 and exists (
      select from content.questions q where q.job_id = (p_job).id and q.number = (p_job).questions and q.status = 'open') then 'question' end
$$;

-- `missing`: what the cap lacks now for the call, in its unit; 0: it would fit.
create or replace function content.stop_view(p_stop content.budget_stops) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'number', (p_stop).number, 'scope', (p_stop).scope, 'unit', (p_stop).unit, 'cap', (p_stop).cap, 'spent', (p_stop).spent,
    'wanted', case (p_stop).unit when 'usd' then (p_stop).wanted_usd else (p_stop).wanted_tokens end,
    'missing', content.missing_for(p_stop), 'caps_money', exists (
      select from content.caps_of((p_stop).team_id) c where c.scope = (p_stop).scope and c.usd is not null),
    'node', (p_stop).node, 'person_id', (p_stop).person_id, 'can_finish', (p_stop).can_finish,
    'goes_back_to', (select content.waits_behind(j) from content.jobs j where j.id = (p_stop).job_id),
    'status', (p_stop).status, 'usd', (p_stop).usd, 'tokens', (p_stop).tokens, 'answered_by', (p_stop).answered_by,
    'answered_at', (p_stop).answered_at, 'created_at', (p_stop).created_at)
$$;

-- Empty answer: no such stop.
create or replace function content.get_budget_stop(p_job_id text, p_number integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select content.stop_view(s) from content.budget_stops s where s.job_id = p_job_id and s.number = p_number
$$;

create or replace function content.missing_for(p_stop content.budget_stops) returns numeric
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce((
    select greatest(0, case (p_stop).unit
      when 'usd' then content.spent(c.scope, j) + (p_stop).wanted_usd - c.usd
      else content.tokens_spent(c.scope, j) + (p_stop).wanted_tokens - c.tokens end)
    from content.jobs j cross join lateral content.binding_caps(j) c
    where j.id = (p_stop).job_id and c.scope = (p_stop).scope), 0)
$$;

-- After a change of caps: what still waits may have room.
create or replace function content.redraw_stops(p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.show(s.job_id, 'budget', s.number) from content.budget_stops s
  where s.status = 'open' and s.team_id = p_team_id
$$;

-- Lets go of a job whose next call ({node, usd, tokens, can_finish}) a cap refused. `room`: the cap left room meanwhile, and the
-- job is queued again.
create or replace function content.stop_for_budget(p_job_id text, p_fence bigint, p_stop jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_usd numeric;
  v_tokens bigint;
  v_cap record;
  v_number integer;
begin
  begin
    v_usd := (p_stop ->> 'usd')::numeric;
    v_tokens := (p_stop ->> 'tokens')::bigint;
  exception when others then
    v_usd := null;
  end;
  -- NaN is greater than every number, so that the second comparison refuses it as well.
  if v_usd is null or v_usd < 0 or v_usd >= 1000000 or v_tokens is null or v_tokens not between 0 and 2000000000
    or jsonb_typeof(p_stop -> 'can_finish') is distinct from 'boolean' or coalesce(char_length(p_stop ->> 'node'), 0) not between 1 and 100 then
    raise sqlstate 'PT400' using message = format('Cannot stop job "%s" at a cap: accepted are its node, the price and tokens of the call from 0, and whether it can finish', p_job_id),
      detail = 'bad_usage';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('content.budget:' || v_job.team_id, 0));
  select * into v_cap from content.refusing_cap(v_job, v_usd, v_tokens);
  if v_cap.scope is null then
    update content.jobs set status = 'queued', error = null, run_at = platform.now(), leased_until = null, worker = null
    where id = p_job_id;
    return jsonb_build_object('outcome', 'room', 'number', null);
  end if;
  insert into content.budget_stops (job_id, team_id, number, scope, unit, cap, spent, wanted_usd, wanted_tokens, node, person_id, span_start, can_finish)
  select v_job.id, v_job.team_id, coalesce(max(s.number), 0) + 1, v_cap.scope, v_cap.unit, v_cap.cap, v_cap.spent, v_usd, v_tokens,
         p_stop ->> 'node', v_job.requester_id, content.span_start(v_cap.scope), (p_stop ->> 'can_finish')::boolean
  from content.budget_stops s where s.job_id = v_job.id
  returning number into v_number;
  -- `resume` stays: what people asked for is not done yet.
  update content.jobs set status = 'awaiting_budget', error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'agent', v_job.type, 'outcome', 'stopped at a cap: ' || v_cap.scope);
  perform content.show_job(v_job);
  return jsonb_build_object('outcome', 'stopped', 'number', v_number);
end $$;

-- Presses a button of a stop, under the job's lock: `raise` (admins; usd and/or tokens), `go_on` (where there is room again),
-- `finish` and `stop` (those who may steer the job). Every outcome but `answered` changes nothing. Stop ends the job, unless a
-- version or a question waits behind it: that goes on waiting.
create or replace function content.answer_budget_stop(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_stop content.budget_stops;
  v_answer text := p_click ->> 'answer';
  v_person text := p_click ->> 'person_id';
  v_usd numeric;
  v_tokens bigint;
  v_missing numeric;
  v_outcome text;
begin
  if v_answer is null or v_answer not in ('raise', 'go_on', 'finish', 'stop') then
    raise sqlstate 'PT400' using message = format('Cannot answer "%s" to a stop: accepted are raise, go_on, finish, stop', v_answer), detail = 'bad_answer';
  end if;
  begin
    v_usd := (p_click ->> 'usd')::numeric;
    v_tokens := (p_click ->> 'tokens')::bigint;
  exception when others then
    v_usd := -1;
  end;
  -- NaN is greater than every number.
  if v_usd <= 0 or v_usd > 1000000 or v_tokens not between 1 and 100000000000 or (v_answer = 'raise') is distinct from (v_usd is not null or v_tokens is not null) then
    raise sqlstate 'PT400' using message = 'Cannot raise a cap by this amount: accepted are above 0 to 1,000,000 USD and 1 to 100,000,000,000 tokens, one of them at least',
      detail = 'bad_amount';
  end if;
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for update;
  select * into v_stop from content.budget_stops where job_id = v_job.id and number = (p_click ->> 'number')::integer;
  -- The same lock as the calls take: a cap is not read beside a call that is being reserved.
  perform pg_advisory_xact_lock(hashtextextended('content.budget:' || v_job.team_id, 0));
  v_missing := content.missing_for(v_stop);
  v_outcome := case
    when v_stop.number is null then 'not_found'
    when exists (select from content.budget_stops n where n.job_id = v_job.id and n.number > v_stop.number) then 'superseded'
    when v_stop.status <> 'open' or v_job.status <> 'awaiting_budget' then 'already_answered'
    when v_answer = 'raise' and not content.is_admin(v_job.team_id, v_person) then 'not_allowed'
    when v_answer = 'go_on' and not content.is_admin(v_job.team_id, v_person) and not content.may_steer(v_job, v_person) then 'not_allowed'
    when v_answer in ('finish', 'stop') and not content.may_steer(v_job, v_person) then 'not_allowed'
    when v_answer = 'finish' and not v_stop.can_finish then 'nothing_to_finish'
    when v_answer = 'go_on' and exists (select from content.refusing_cap(v_job, v_stop.wanted_usd, v_stop.wanted_tokens)) then 'no_room'
    when v_answer = 'raise' and v_missing > coalesce(case v_stop.unit when 'usd' then v_usd else v_tokens end, 0) then 'too_little'
    else 'answered' end;
  if v_outcome = 'answered' then
    update content.budget_stops
    set status = case v_answer when 'raise' then 'raised' when 'go_on' then 'resumed' when 'finish' then 'finishing'
                   else case when content.waits_behind(v_job) is null then 'stopped' else 'stopping' end end,
        usd = v_usd, tokens = v_tokens, answered_by = v_person, answered_at = platform.now(),
        -- A raise holds for the span in which it is given.
        span_start = case when v_answer = 'raise' then content.span_start(scope) else span_start end
    where job_id = v_job.id and number = v_stop.number returning * into v_stop;
    if v_stop.status = 'stopped' then
      perform content.cancel_job(v_job.id, v_person);
      select * into v_job from content.jobs where id = v_job.id;
    else
      update content.jobs set status = 'queued', run_at = platform.now(), attempts = 0, error = null
      where id = v_job.id returning * into v_job;
      perform content.say(v_job, 'person', v_person, 'action', 'budget: ' || v_answer);
      perform content.show_job(v_job);
      if v_stop.status = 'raised' and v_stop.scope <> 'job' then
        perform content.redraw_stops(v_job.team_id);
      end if;
    end if;
  end if;
  return jsonb_build_object('outcome', v_outcome, 'job_status', v_job.status, 'channel_id', v_job.channel_id, 'type', v_job.type,
    'stop', case when v_stop.number is not null then content.stop_view(v_stop) end);
end $$;

-- What was answered is carried out once the job waits for people again or is done. After a failure Retry goes on without it.
create or replace function content.close_stops() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update content.budget_stops set status = case status when 'finishing' then 'finished' else 'stopped' end
  where job_id = new.id and status in ('finishing', 'stopping');
  return null;
end $$;

create or replace function content.warning_view(p_warning content.budget_warnings) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'number', (p_warning).number, 'scope', (p_warning).scope, 'subject', (p_warning).subject, 'unit', (p_warning).unit,
    'cap', (p_warning).cap, 'spent', (p_warning).spent, 'created_at', (p_warning).created_at)
$$;

-- After a call was settled. Calls that are under way do not count: they reserve far more than they take.
create or replace function content.warn_near_caps(p_job content.jobs) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_number integer;
begin
  for v_number in
    insert into content.budget_warnings (job_id, team_id, number, scope, subject, span_start, unit, cap, spent)
    select (p_job).id, (p_job).team_id,
           (select coalesce(max(w.number), 0) from content.budget_warnings w where w.job_id = (p_job).id) + row_number() over (order by n.ordinal),
           n.scope, n.subject, n.span_start, n.unit, n.cap, n.spent
    from (
      select distinct on (c.ordinal) c.ordinal, c.scope, content.span_start(c.scope) as span_start, b.unit, b.cap, b.spent,
             case c.scope when 'job' then (p_job).id when 'person_day' then (p_job).requester_id else (p_job).team_id end as subject
      from content.binding_caps(p_job) c
      cross join lateral (
        select coalesce(sum(u.usd), 0) as usd, coalesce(sum(coalesce(u.input_tokens, 0)::bigint + coalesce(u.output_tokens, 0)), 0) as tokens
        from content.usage_ledger u
        where u.team_id = (p_job).team_id and u.state = 'settled' and u.created_at >= content.span_start(c.scope)
          and (c.scope <> 'job' or u.job_id = (p_job).id)
          and (c.scope <> 'person_day' or u.person_id = (p_job).requester_id)) s
      cross join lateral (values ('usd', c.usd, s.usd), ('tokens', c.tokens::numeric, s.tokens)) b (unit, cap, spent)
      where b.spent > 0 and b.spent >= 0.8 * b.cap
      order by c.ordinal, b.unit desc) n
    where not exists (
      select from content.budget_warnings w
      where w.team_id = (p_job).team_id and w.scope = n.scope and w.subject = n.subject and w.span_start = n.span_start)
    on conflict do nothing
    returning number
  loop
    perform content.show((p_job).id, 'budget_warning', v_number);
  end loop;
end $$;

-- The caps that bind a job now: the team's, and what admins added at a stop for this job, this day or this month.
create or replace function content.binding_caps(p_job content.jobs) returns table (scope text, ordinal integer, usd numeric, tokens bigint)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select c.scope, c.ordinal, c.usd + r.usd, c.tokens + r.tokens
  from content.caps_of((p_job).team_id) c
  cross join lateral content.raised((p_job).team_id, c.scope, (p_job).requester_id, (p_job).id) r
$$;

-- The narrowest cap that a call would pass, with what counts against it. Empty answer: there is room.
create or replace function content.refusing_cap(p_job content.jobs, p_usd numeric, p_tokens numeric)
returns table (scope text, unit text, cap numeric, spent numeric, wanted numeric)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select b.scope, b.unit, b.cap, b.spent, b.wanted
  from content.binding_caps(p_job) c
  cross join lateral (values
    (c.scope, 'usd', c.usd, content.spent(c.scope, p_job), p_usd),
    (c.scope, 'tokens', c.tokens::numeric, content.tokens_spent(c.scope, p_job)::numeric, p_tokens)
  ) b (scope, unit, cap, spent, wanted)
  where b.cap is not null and b.spent + b.wanted > b.cap
  order by c.ordinal, b.unit desc limit 1
$$;

-- What the team and this person have spent, what open calls have reserved, the caps, and what admins added to them for this
-- day or month. Amounts in USD are what calls
-- with a known price cost; `unpriced_tokens` are the month's tokens of calls that count no money although a model was asked (the
-- sandbox's own writer is none).
create or replace function content.get_budget(p_team_id text, p_person_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_agg(jsonb_build_object(
    'scope', c.scope, 'usd', c.usd, 'tokens', c.tokens, 'changed_by', c.changed_by, 'changed_at', c.changed_at,
    'raised_usd', r.usd, 'raised_tokens', r.tokens,
    'spent_usd', s.usd, 'spent_tokens', s.tokens, 'reserved_usd', s.reserved_usd, 'reserved_tokens', s.reserved_tokens,
    'unpriced_tokens', s.unpriced_tokens) order by c.ordinal)
  from content.caps_of(p_team_id) c
  cross join lateral content.raised(p_team_id, c.scope, p_person_id, null) r
  cross join lateral (
    select coalesce(sum(u.usd) filter (where u.state = 'settled'), 0) as usd,
           coalesce(sum(u.all_tokens) filter (where u.state = 'settled'), 0) as tokens,
           coalesce(sum(u.reserved_usd) filter (where u.state = 'reserved'), 0) as reserved_usd,
           coalesce(sum(u.all_tokens) filter (where u.state = 'reserved'), 0) as reserved_tokens,
           coalesce(sum(u.all_tokens) filter (where coalesce(u.usd, u.reserved_usd) = 0 and u.model not like 'offline-%'), 0) as unpriced_tokens
    from (
      select l.*, coalesce(l.input_tokens, 0)::bigint + coalesce(l.output_tokens, 0) as all_tokens
      from content.usage_ledger l
      where l.team_id = p_team_id and l.state <> 'void' and l.created_at >= content.span_start(c.scope) and c.scope <> 'job'
        and (c.scope <> 'person_day' or l.person_id = p_person_id)) u) s
$$;

-- Changes the caps: {team_id, person_id, caps: [{scope, usd, tokens}]}; `usd` null ends the cap in money, tokens are always
-- capped. Answers the scopes that changed. Raises for all but admins, and for amounts that are none.
create or replace function content.set_budget(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_change ->> 'team_id';
  v_given jsonb;
  v_usd numeric;
  v_tokens bigint;
  v_changed text[] := '{}';
begin
  perform platform.require_admin(v_team_id, p_change ->> 'person_id');
  -- The same lock as the calls take: a cap is not lowered under a call that is being reserved.
  perform pg_advisory_xact_lock(hashtextextended('content.budget:' || v_team_id, 0));
  for v_given in select * from jsonb_array_elements(p_change -> 'caps') loop
    begin
      v_usd := (v_given ->> 'usd')::numeric;
      v_tokens := (v_given ->> 'tokens')::bigint;
    exception when others then
      v_tokens := null;
    end;
    if v_given ->> 'scope' is null or v_given ->> 'scope' not in ('job', 'person_day', 'month')
      or v_usd < 0 or v_usd > 1000000 or v_tokens is null or v_tokens not between 1 and 100000000000 then
      raise sqlstate 'PT400' using
        message = format('Cannot set the cap of "%s": accepted are 0 to 1,000,000 USD or none, and 1 to 100,000,000,000 tokens', v_given ->> 'scope'),
        detail = 'bad_cap';
    end if;
    if exists (
      select from content.caps_of(v_team_id) c
      where c.scope = v_given ->> 'scope' and (c.usd is distinct from v_usd or c.tokens <> v_tokens)) then
      insert into content.budget_caps as b (team_id, scope, usd, tokens, changed_by)
      values (v_team_id, v_given ->> 'scope', v_usd, v_tokens, p_change ->> 'person_id')
      on conflict (team_id, scope) do update
        set usd = excluded.usd, tokens = excluded.tokens, changed_by = excluded.changed_by, changed_at = platform.now();
      v_changed := v_changed || (v_given ->> 'scope');
    end if;
  end loop;
  perform content.redraw_stops(v_team_id);
  return to_jsonb(v_changed);
end $$;

-- `settled`: paid before, here is the reply. `refused`: this call would pass a cap; nothing was reserved.
create or replace function content.reserve_usage(p_job_id text, p_fence bigint, p_call jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_usd numeric;
  v_input bigint;
  v_output bigint;
  v_paid content.usage_ledger;
  v_cap record;
  v_id bigint;
begin
  begin
    v_usd := (p_call ->> 'usd')::numeric;
    v_input := (p_call ->> 'input_tokens')::bigint;
    v_output := (p_call ->> 'max_output_tokens')::bigint;
  exception when others then
    v_usd := null;
  end;
  -- NaN is greater than every number, so that the second comparison refuses it as well.
  if v_usd is null or v_usd < 0 or v_usd >= 1000000 or v_input is null or v_input not between 0 and 1000000000
    or v_output is null or v_output not between 0 and 1000000000 then
    raise sqlstate 'PT400' using message = 'Cannot reserve a call without its price and its tokens as numbers from 0', detail = 'bad_usage';
  end if;
  select * into v_paid from content.usage_ledger
  where job_id = p_job_id and call_key = p_call ->> 'call_key' and state = 'settled' and not unheard;
  if v_paid.id is not null then
    return jsonb_build_object('outcome', 'settled', 'usage_id', v_paid.id, 'reply', v_paid.reply, 'cap', null);
  end if;
  -- Two jobs at once must not both fit under the last cent.
  perform pg_advisory_xact_lock(hashtextextended('content.budget:' || v_job.team_id, 0));
  select * into v_cap from content.refusing_cap(v_job, v_usd, v_input + v_output);
  if found then
    return jsonb_build_object('outcome', 'refused', 'usage_id', null, 'reply', null,
      'cap', jsonb_build_object('scope', v_cap.scope, 'unit', v_cap.unit, 'cap', v_cap.cap, 'spent', v_cap.spent, 'wanted', v_cap.wanted));
  end if;
  insert into content.usage_ledger (job_id, team_id, person_id, node, call_key, model, reserved_usd, input_tokens, output_tokens, fence)
  values (p_job_id, v_job.team_id, v_job.requester_id, p_call ->> 'node', p_call ->> 'call_key', p_call ->> 'model', v_usd, v_input, v_output,
          p_fence)
  returning id into v_id;
  return jsonb_build_object('outcome', 'reserved', 'usage_id', v_id, 'reply', null, 'cap', null);
end $$;

-- Without a reply the call is settled as unheard, at what its endpoint says that it took. The runner that made a call may correct it
-- after it lost the job: that touches nothing but the call.
create or replace function content.settle_usage(p_job_id text, p_fence bigint, p_usage_id bigint, p_paid jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_usd numeric;
  v_input bigint;
  v_output bigint;
  v_call content.usage_ledger;
  v_is_late boolean;
  v_is_heard boolean;
begin
  -- The job before its calls, as everywhere: letting it go settles them.
  perform from content.jobs where id = p_job_id for update;
  select * into v_call from content.usage_ledger where id = p_usage_id and job_id = p_job_id;
  v_is_late := coalesce(v_call.unheard and v_call.fence = p_fence, false);
  if not v_is_late then
    perform content.hold_job(p_job_id, p_fence);
  end if;
  begin
    v_usd := (p_paid ->> 'usd')::numeric;
    v_input := (p_paid ->> 'input_tokens')::bigint;
    v_output := (p_paid ->> 'output_tokens')::bigint;
  exception when others then
    v_usd := null;
  end;
  -- NaN is greater than every number, so that the second comparison refuses it as well.
  if v_usd is null or v_usd < 0 or v_usd >= 1000000 or v_input is null or v_input not between 0 and 1000000000
    or v_output is null or v_output not between 0 and 1000000000 then
    raise sqlstate 'PT400' using message = 'Cannot settle a call without its price and its tokens as numbers from 0', detail = 'bad_usage';
  end if;
  if v_call.id is null or not (v_is_late or v_call.state = 'reserved') then
    raise sqlstate 'PT409' using message = format('Cannot settle usage %s of job "%s": it is not reserved', p_usage_id, p_job_id), detail = 'not_reserved';
  end if;
  -- The same question has one answer: that of a runner that holds the job, or the first.
  v_is_heard := coalesce(jsonb_typeof(p_paid -> 'reply'), 'null') <> 'null' and not exists (
    select from content.usage_ledger o
    where o.job_id = p_job_id and o.call_key = v_call.call_key and o.id <> v_call.id
      and ((o.state = 'settled' and not o.unheard) or (v_is_late and o.state = 'reserved')));
  update content.usage_ledger
  set state = 'settled', usd = v_usd, input_tokens = v_input, output_tokens = v_output, model = p_paid ->> 'model',
      reply = case when v_is_heard then p_paid -> 'reply' end, unheard = not v_is_heard, settled_at = platform.now()
  where id = p_usage_id;
  update content.content_history h set usd = content.spent('job', j) from content.jobs j where j.id = p_job_id and h.job_id = j.id;
  perform content.warn_near_caps(j) from content.jobs j where j.id = p_job_id;
end $$;

-- Frees what was reserved for a call that surely cost nothing. The runner that made it may say so after it lost the job, when
-- the call was settled as one that may have been made.
create or replace function content.void_usage(p_job_id text, p_fence bigint, p_usage_id bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  -- The job before its calls, as everywhere.
  perform from content.jobs where id = p_job_id for update;
  update content.usage_ledger set state = 'void', usd = null, unheard = false
  where id = p_usage_id and job_id = p_job_id and unheard and fence = p_fence;
  if found then
    update content.content_history h set usd = content.spent('job', j) from content.jobs j where j.id = p_job_id and h.job_id = j.id;
    return;
  end if;
  perform content.hold_job(p_job_id, p_fence);
  update content.usage_ledger set state = 'void' where id = p_usage_id and job_id = p_job_id and state = 'reserved';
end $$;

-- What only asked whether there was room ('none' in the place of a model) was no call, so that it is freed.
create or replace function content.settle_unheard() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update content.usage_ledger set state = 'void' where job_id = new.id and state = 'reserved' and model = 'none';
  update content.usage_ledger set state = 'settled', usd = reserved_usd, unheard = true, settled_at = platform.now()
  where job_id = new.id and state = 'reserved';
  if found then
    update content.content_history set usd = content.spent('job', new) where job_id = new.id;
    perform content.warn_near_caps(new);
  end if;
  return null;
end $$;

-- A claimed job with its resume; of replies the words as they stand now, so that edits and deletions are followed.
-- `locale` is the team's: what an agent says in the thread is in the team's language; people may write in another.
create or replace function content.claimed_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id,
    'locale', (select t.locale from platform.teams t where t.team_id = (p_job).team_id),
    'brief', (p_job).brief, 'from_job_id', (p_job).from_job_id, 'fence', (p_job).fence, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'checkpoint_data', (p_job).checkpoint_data, 'versions', (p_job).versions, 'retries', (p_job).retries,
    'resume', case when (p_job).resume ->> 'kind' = 'reply' then (p_job).resume || jsonb_build_object('messages', coalesce((
        -- Whoever wrote before the newest outline or version was there had another one in mind.
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

-- A runner that can make nothing of what a person asked for leaves the newest version as it was recorded, open to review, and
-- before the first version the newest question, open to an answer. Raises `nothing_waits`.
create or replace function content.keep_waiting(p_job_id text, p_fence bigint, p_read_upto bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_status text := case content.waits_behind(v_job) when 'version' then 'awaiting_review' when 'question' then 'awaiting_input' end;
begin
  if v_status is null then
    raise sqlstate 'PT409' using message = format('Cannot let job "%s" wait: neither version %s nor question %s is open', p_job_id, v_job.versions, v_job.questions),
      detail = 'nothing_waits';
  end if;
  -- A request for changes that nothing comes of, as people stopped at a cap, is no decision.
  delete from content.reviews r
  where r.id = v_job.resume ->> 'review_id' and r.decision = 'request_changes'
    and exists (select from content.budget_stops s where s.job_id = p_job_id and s.status = 'stopping');
  update content.jobs
  set status = v_status, resume = null, error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id, p_read_upto);
end $$;

-- After a change of the job's status: everything that shows it.
create or replace function content.show_job(p_job content.jobs) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.show((p_job).id, 'brief');
  perform content.show((p_job).id, 'progress');
  if (p_job).questions > 0 then
    perform content.show((p_job).id, 'question', (p_job).questions);
  end if;
  if (p_job).versions > 0 then
    perform content.show((p_job).id, 'card', (p_job).versions);
  end if;
  -- Of a job that stopped at caps, the card of the newest stop tells how it went on.
  perform content.show(s.job_id, 'budget', max(s.number)) from content.budget_stops s where s.job_id = (p_job).id group by s.job_id;
  if (p_job).ended_at is not null then
    perform content.show((p_job).id, 'outcome', (p_job).fence);
  end if;
  perform content.note_history((p_job).id);
end $$;

create or replace function content.outbox_view(p_item content.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted,
    'channel_id', j.channel_id, 'thread_ts', case when (p_item).kind = 'brief' then j.started_in else j.thread_ts end,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts,
    'uploads', (p_item).uploads, 'response_url', (p_item).response_url, 'locale', t.locale,
    'job', content.job_view(j),
    'draft', case when d.id is not null then content.draft_view(d) end,
    'question', case when (p_item).kind in ('question', 'question_pages') then (
      select content.question_view(q) from content.questions q where q.job_id = j.id and q.number = (p_item).edition) end,
    'reply', case when (p_item).kind = 'reply' then (
      select content.reply_view(r) from content.agent_replies r where r.job_id = j.id and r.number = (p_item).edition) end,
    'notice', case when (p_item).kind = 'notice' then (
      select content.notice_view(n) from content.evidence_notices n where n.job_id = j.id and n.number = (p_item).edition) end,
    'stop', case when (p_item).kind = 'budget' then (
      select content.stop_view(s) from content.budget_stops s where s.job_id = j.id and s.number = (p_item).edition) end,
    'warning', case when (p_item).kind = 'budget_warning' then (
      select content.warning_view(w) from content.budget_warnings w where w.job_id = j.id and w.number = (p_item).edition) end,
    'cost', case when (p_item).kind = 'progress' then jsonb_build_object(
      'usd', content.spent('job', j), 'tokens', content.tokens_spent('job', j)) end,
    'lost', case when (p_item).kind = 'card' then coalesce((
      select jsonb_agg(jsonb_build_object('claim_id', l.claim_id, 'withdrawn', l.withdrawn, 'retracted', l.retracted)) from content.lost_evidence(d) l), '[]'::jsonb) end,
    'pictures', coalesce((
      select jsonb_agg(u) from content.outbox f cross join jsonb_array_elements(f.uploads) u
      where f.job_id = j.id and f.edition = (p_item).edition and f.shown > 0
        and f.kind = case when (p_item).kind = 'question' then 'question_pages' else 'pages' end), '[]'::jsonb),
    'picture', case when (p_item).kind = 'brief' then content.picture_of(j) end,
    'fresh_pages', case when (p_item).kind = 'pages' and j.earlier_threads = '{}' then content.fresh_pages(d) end,
    'current_card_ts', (select n.card_ts from content.drafts n where n.job_id = j.id order by n.version desc limit 1),
    'unpriced', (p_item).kind = 'card' and content.is_unpriced(j.id),
    'reviews', coalesce((
      select jsonb_agg(content.review_view(r) order by r.created_at, r.id) from content.reviews r
      where r.job_id = j.id and (d.version is null or r.version = d.version)), '[]'::jsonb),
    'approval', a.state, 'approvers', a.state -> 'asked', 'quorum', a.state -> 'quorum',
    'admins', case when (p_item).kind = 'unreachable' then platform.admins_of(j.team_id) end)
  from content.jobs j
  join platform.teams t on t.team_id = j.team_id
  left join lateral (
    select * from content.drafts v
    where v.job_id = j.id and case
      when (p_item).kind in ('pages', 'card', 'unreachable') then v.version = (p_item).edition
      when (p_item).kind in ('final', 'outcome') then v.version = j.versions
      else false end
  ) d on true
  cross join lateral (select content.approval_state(j, d) as state offset 0) a
  where j.id = (p_item).job_id
$$;

-- The message that opens a job's thread can be deleted by people: it is posted anew then, and what the job shows now follows
-- it, as Slack leads nowhere from the thread of a deleted message. Older editions and answers stay where people read them.
create or replace function content.follow_thread(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update content.outbox o
  set moved_from = o.ts, ts = null, shown = 0, uploads = '[]', maybe_posted = false, given_up = false, attempts = 0,
      run_at = platform.now(), fence = o.fence + 1, leased_until = null, worker = null
  from content.jobs j
  where j.id = p_job_id and o.job_id = j.id and o.kind not in ('brief', 'reply', 'notice', 'budget_warning') and o.ts is not null and o.thread_ts <> j.thread_ts
    and (o.kind not in ('question', 'question_pages') or j.status = 'awaiting_input')
    and not exists (select from content.outbox n where n.job_id = o.job_id and n.kind = o.kind and n.edition > o.edition)
$$;

create trigger answers_to_stops_are_carried_out after update of status on content.jobs
  for each row when (old.status = 'running' and new.status in ('awaiting_review', 'awaiting_input', 'completed', 'failed'))
  execute function content.close_stops();

revoke all on content.budget_stops, content.budget_warnings from public, anon, authenticated, service_role;
revoke execute on function content.raised,
  content.waits_behind,
  content.stop_view,
  content.get_budget_stop,
  content.missing_for,
  content.redraw_stops,
  content.stop_for_budget,
  content.answer_budget_stop,
  content.close_stops,
  content.warning_view,
  content.warn_near_caps,
  content.binding_caps,
  content.refusing_cap
  from public, anon, authenticated, service_role;
grant execute on function content.stop_for_budget to greenlight_agent;
grant execute on function content.get_budget_stop, content.answer_budget_stop to greenlight_bot;
