-- Money: every model call is reserved before it is made and settled with what it cost. A reservation whose outcome is
-- unknown keeps counting.
create table content.usage_ledger (
  id bigint generated always as identity primary key,
  job_id text not null references content.jobs on delete cascade,
  team_id text not null,
  person_id text not null,
  node text not null,
  -- Names the call within the job: a rerun finds the paid reply instead of paying again.
  call_key text not null,
  model text not null,
  state text not null default 'reserved' check (state in ('reserved', 'settled', 'void')),
  reserved_usd numeric(12, 6) not null check (reserved_usd >= 0),
  usd numeric(12, 6) check (usd >= 0),
  input_tokens integer,
  output_tokens integer,
  reply jsonb,
  created_at timestamptz not null default platform.now(),
  settled_at timestamptz,
  constraint settled_calls_have_a_price check ((state = 'settled') = (usd is not null))
);
alter table content.usage_ledger enable row level security;
create unique index usage_ledger_pays_a_call_once on content.usage_ledger (job_id, call_key) where state = 'settled';
create index usage_ledger_of_a_job on content.usage_ledger (job_id);
create index usage_ledger_by_time on content.usage_ledger (team_id, created_at) include (person_id, state, usd, reserved_usd);

create table content.budget_caps (
  team_id text not null references platform.teams,
  scope text not null check (scope in ('job', 'person_day', 'month')),
  usd numeric(12, 6) not null check (usd >= 0),
  primary key (team_id, scope)
);
alter table content.budget_caps enable row level security;

-- What counts against a cap: settled calls with their price, open ones with their reservation.
create function content.spent(p_scope text, p_job content.jobs) returns numeric
language plpgsql stable set search_path = ''
as $$
declare
  v_now timestamptz := platform.now();
  v_usd numeric;
begin
  if p_scope = 'job' then
    select sum(coalesce(u.usd, u.reserved_usd)) into v_usd from content.usage_ledger u where u.job_id = (p_job).id and u.state <> 'void';
  elsif p_scope = 'person_day' then
    select sum(coalesce(u.usd, u.reserved_usd)) into v_usd from content.usage_ledger u
    where u.team_id = (p_job).team_id and u.person_id = (p_job).requester_id and u.created_at >= date_trunc('day', v_now) and u.state <> 'void';
  else
    select sum(coalesce(u.usd, u.reserved_usd)) into v_usd from content.usage_ledger u
    where u.team_id = (p_job).team_id and u.created_at >= date_trunc('month', v_now) and u.state <> 'void';
  end if;
  return coalesce(v_usd, 0);
end $$;

-- `settled`: paid before, here is the reply. `refused`: this call would pass a cap; nothing was reserved.
create function content.reserve_usage(p_job_id text, p_fence bigint, p_call jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_usd numeric := (p_call ->> 'usd')::numeric;
  v_paid content.usage_ledger;
  v_cap record;
  v_id bigint;
begin
  select * into v_paid from content.usage_ledger where job_id = p_job_id and call_key = p_call ->> 'call_key' and state = 'settled';
  if v_paid.id is not null then
    return jsonb_build_object('outcome', 'settled', 'usage_id', v_paid.id, 'reply', v_paid.reply, 'cap', null);
  end if;
  -- Two jobs at once must not both fit under the last cent.
  perform pg_advisory_xact_lock(hashtextextended('content.budget:' || v_job.team_id, 0));
  select c.scope, c.usd, content.spent(c.scope, v_job) as spent into v_cap
  from content.budget_caps c
  where c.team_id = v_job.team_id and content.spent(c.scope, v_job) + v_usd > c.usd
  order by c.scope limit 1;
  if found then
    return jsonb_build_object('outcome', 'refused', 'usage_id', null, 'reply', null,
      'cap', jsonb_build_object('scope', v_cap.scope, 'usd', v_cap.usd, 'spent_usd', v_cap.spent));
  end if;
  insert into content.usage_ledger (job_id, team_id, person_id, node, call_key, model, reserved_usd, input_tokens, output_tokens)
  values (p_job_id, v_job.team_id, v_job.requester_id, p_call ->> 'node', p_call ->> 'call_key', p_call ->> 'model', v_usd,
          (p_call ->> 'input_tokens')::integer, (p_call ->> 'max_output_tokens')::integer)
  returning id into v_id;
  return jsonb_build_object('outcome', 'reserved', 'usage_id', v_id, 'reply', null, 'cap', null);
end $$;

create function content.settle_usage(p_job_id text, p_fence bigint, p_usage_id bigint, p_paid jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  update content.usage_ledger
  set state = 'settled', usd = (p_paid ->> 'usd')::numeric, input_tokens = (p_paid ->> 'input_tokens')::integer,
      output_tokens = (p_paid ->> 'output_tokens')::integer, model = p_paid ->> 'model', reply = p_paid -> 'reply', settled_at = platform.now()
  where id = p_usage_id and job_id = p_job_id and state = 'reserved';
  if not found then
    raise sqlstate 'PT409' using message = format('Cannot settle usage %s of job "%s": it is not reserved', p_usage_id, p_job_id), detail = 'not_reserved';
  end if;
  update content.content_history h set usd = content.spent('job', j) from content.jobs j where j.id = p_job_id and h.job_id = j.id;
end $$;

create function content.void_usage(p_job_id text, p_fence bigint, p_usage_id bigint) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  update content.usage_ledger set state = 'void' where id = p_usage_id and job_id = p_job_id and state = 'reserved';
end $$;

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.reserve_usage, content.settle_usage, content.void_usage to greenlight_agent;
