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

-- What admins added to a cap for the span of now.
create function content.raised(p_team_id text, p_scope text, p_person_id text, p_job_id text) returns table (usd numeric, tokens bigint)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(sum(s.usd), 0), coalesce(sum(s.tokens), 0)::bigint
  from content.budget_stops s
  where s.team_id = p_team_id and s.scope = p_scope and s.status = 'raised' and s.span_start = content.span_start(p_scope)
    and (p_scope <> 'job' or s.job_id = p_job_id) and (p_scope <> 'person_day' or s.person_id = p_person_id)
$$;

-- What of a job waits for people while it works on their words: Stop leads back to it. Empty answer: nothing.
create function content.waits_behind(p_job content.jobs) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case
    when exists (select from content.drafts d where d.job_id = (p_job).id and d.version = (p_job).versions and d.status = 'proposed') then 'version'
    when (p_job).versions = 0 and exists (
      select from content.questions q where q.job_id = (p_job).id and q.number = (p_job).questions and q.status = 'open') then 'question' end
$$;

-- `missing`: what the cap lacks now for the call, in its unit; 0: it would fit.
create function content.stop_view(p_stop content.budget_stops) returns jsonb
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

create function content.missing_for(p_stop content.budget_stops) returns numeric
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce((
    select greatest(0, case (p_stop).unit
      when 'usd' then content.spent(c.scope, j) + (p_stop).wanted_usd - c.usd
      else content.tokens_spent(c.scope, j) + (p_stop).wanted_tokens - c.tokens end)
    from content.jobs j cross join lateral content.binding_caps(j) c
    where j.id = (p_stop).job_id and c.scope = (p_stop).scope), 0)
$$;

-- Empty answer: no such stop.
create function content.get_budget_stop(p_job_id text, p_number integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select content.stop_view(s) from content.budget_stops s where s.job_id = p_job_id and s.number = p_number
$$;

-- After a change of caps: what still waits may have room.
create function content.redraw_stops(p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.show(s.job_id, 'budget', s.number) from content.budget_stops s
  where s.status = 'open' and s.team_id = p_team_id order by s.job_id
$$;

-- Lets go of a job whose next call ({node, usd, tokens, can_finish}) a cap refused. `room`: the cap left room meanwhile, and the
-- job is queued again.
create function content.stop_for_budget(p_job_id text, p_fence bigint, p_stop jsonb) returns jsonb
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
create function content.answer_budget_stop(p_click jsonb) returns jsonb
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
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for no key update;
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
create function content.close_stops() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update content.budget_stops set status = case status when 'finishing' then 'finished' else 'stopped' end
  where job_id = new.id and status in ('finishing', 'stopping');
  return null;
end $$;
create trigger answers_to_stops_are_carried_out after update of status on content.jobs
  for each row when (old.status = 'running' and new.status in ('awaiting_review', 'awaiting_input', 'completed', 'failed'))
  execute function content.close_stops();

grant execute on function content.stop_for_budget to greenlight_agent;
grant execute on function content.get_budget_stop, content.answer_budget_stop to greenlight_bot;
