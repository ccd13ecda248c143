-- Money: every model call is reserved before it is made and settled with what it cost. A call whose answer was not heard
-- may have been made and billed: while its runner holds the job the answer can still come; after that the call is settled
-- at what it had reserved, and marked. Only a late answer to that very call corrects it.
create table content.usage_ledger (
  id bigint generated always as identity primary key,
  job_id text not null,
  team_id text not null,
  person_id text not null,
  node text not null,
  -- Names the call within the job: a rerun finds the paid reply instead of paying again.
  call_key text not null,
  model text not null,
  state text not null default 'reserved' constraint state_is_known check (state in ('reserved', 'settled', 'void')),
  reserved_usd numeric(12, 6) not null constraint what_is_reserved_is_not_negative check (reserved_usd >= 0),
  usd numeric(12, 6) constraint what_is_spent_is_not_negative check (usd >= 0),
  input_tokens integer,
  output_tokens integer,
  reply jsonb,
  -- Of the claim that made the call.
  fence bigint,
  -- It counts, and there is no answer to use again.
  unheard boolean not null default false,
  created_at timestamptz not null default platform.now(),
  settled_at timestamptz,
  -- What it took, or reserved.
  tokens bigint not null generated always as (coalesce(input_tokens, 0)::bigint + coalesce(output_tokens, 0)) stored,
  constraint settled_calls_have_a_price check ((state = 'settled') = (usd is not null)),
  constraint only_settled_calls_are_unheard check (not unheard or state = 'settled'),
  constraint usage_is_a_number check (reserved_usd < 'Infinity'::numeric and (usd is null or usd < 'Infinity'::numeric)),
  constraint a_call_is_paid_by_the_team_of_its_job foreign key (job_id, team_id) references content.jobs (id, team_id) on delete cascade
);
alter table content.usage_ledger enable row level security;
create index usage_ledger_of_a_job on content.usage_ledger (job_id, team_id);
create index usage_ledger_by_time on content.usage_ledger (team_id, created_at)
  include (person_id, state, usd, reserved_usd, tokens);
create unique index usage_ledger_pays_a_call_once on content.usage_ledger (job_id, call_key) where state = 'settled' and not unheard;

-- `settled`: paid before, here is the reply. `refused`: this call would pass a cap; nothing was reserved.
create function content.reserve_usage(p_job_id text, p_fence bigint, p_call jsonb) returns jsonb
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
create function content.settle_usage(p_job_id text, p_fence bigint, p_usage_id bigint, p_paid jsonb) returns void
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
  perform from content.jobs where id = p_job_id for no key update;
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
create function content.void_usage(p_job_id text, p_fence bigint, p_usage_id bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  -- The job before its calls, as everywhere.
  perform from content.jobs where id = p_job_id for no key update;
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
create function content.settle_unheard() returns trigger
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
create trigger calls_of_a_job_let_go_are_unheard after update of status, fence on content.jobs
  for each row when (old.status = 'running' and (new.status <> 'running' or new.fence <> old.fence))
  execute function content.settle_unheard();

-- True when a model was asked whose price is not known; the sandbox's own writer is no model.
create function content.is_unpriced(p_job_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from content.usage_ledger u
    where u.job_id = p_job_id and u.state <> 'void' and coalesce(u.usd, u.reserved_usd) = 0 and u.model not like 'offline-%' and u.tokens > 0)
$$;

grant execute on function content.reserve_usage, content.settle_usage, content.void_usage to greenlight_agent;
