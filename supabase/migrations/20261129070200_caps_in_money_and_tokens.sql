-- Spending is capped from the first day, in money and in tokens. Both bind: a call whose price is unknown counts no money,
-- so that its tokens stop it; it is never free.

-- A team's own amounts; without a row the amounts of `content.caps_of` hold.
alter table content.budget_caps
  alter column usd drop not null,
  add column tokens bigint check (tokens between 1 and 100000000000),
  add column changed_by text,
  add column changed_at timestamptz not null default platform.now(),
  add constraint a_cap_is_a_number check (usd is null or usd < 'Infinity'::numeric);
comment on column content.budget_caps.usd is 'Null: no cap in money, on purpose of an admin.';
comment on column content.budget_caps.tokens is 'Null: the amount that holds for every team. There is always a cap in tokens.';
alter table content.usage_ledger
  add constraint usage_is_a_number check (reserved_usd < 'Infinity'::numeric and (usd is null or usd < 'Infinity'::numeric));

-- The caps of a team. At list prices of 2026-11 an article takes about 0.02 to 0.40 USD and 60,000 tokens, so that these
-- amounts let a team work for a month and stop a loop within a job.
create function content.caps_of(p_team_id text)
returns table (scope text, ordinal integer, usd numeric, tokens bigint, changed_by text, changed_at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select d.scope, d.ordinal, case when c.scope is null then d.usd else c.usd end, coalesce(c.tokens, d.tokens), c.changed_by,
         case when c.changed_by is not null then c.changed_at end
  from (values ('job', 1, 3::numeric, 3000000::bigint),
               ('person_day', 2, 20, 20000000),
               ('month', 3, 200, 200000000)) d (scope, ordinal, usd, tokens)
  left join content.budget_caps c on c.team_id = p_team_id and c.scope = d.scope
$$;

-- When a cap's span began; a job's never ends. Days and months are UTC's.
create function content.span_start(p_scope text) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case p_scope
    when 'job' then '-infinity'::timestamptz
    when 'person_day' then date_trunc('day', platform.now() at time zone 'UTC') at time zone 'UTC'
    when 'month' then date_trunc('month', platform.now() at time zone 'UTC') at time zone 'UTC' end
$$;

-- What counts against a cap: settled calls with what they took, open ones with what they reserved.
create function content.tokens_spent(p_scope text, p_job content.jobs) returns bigint
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(sum(coalesce(u.input_tokens, 0)::bigint + coalesce(u.output_tokens, 0)), 0)::bigint
  from content.usage_ledger u
  where u.team_id = (p_job).team_id and u.state <> 'void' and u.created_at >= content.span_start(p_scope)
    and (p_scope <> 'job' or u.job_id = (p_job).id)
    and (p_scope <> 'person_day' or u.person_id = (p_job).requester_id)
$$;

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
  select * into v_paid from content.usage_ledger where job_id = p_job_id and call_key = p_call ->> 'call_key' and state = 'settled';
  if v_paid.id is not null then
    return jsonb_build_object('outcome', 'settled', 'usage_id', v_paid.id, 'reply', v_paid.reply, 'cap', null);
  end if;
  -- Two jobs at once must not both fit under the last cent.
  perform pg_advisory_xact_lock(hashtextextended('content.budget:' || v_job.team_id, 0));
  select b.scope, b.unit, b.cap, b.spent into v_cap
  from content.caps_of(v_job.team_id) c
  cross join lateral (values
    (c.scope, 'usd', c.usd, content.spent(c.scope, v_job), v_usd),
    (c.scope, 'tokens', c.tokens::numeric, content.tokens_spent(c.scope, v_job)::numeric, (v_input + v_output)::numeric)
  ) b (scope, unit, cap, spent, wanted)
  where b.cap is not null and b.spent + b.wanted > b.cap
  order by c.ordinal, b.unit desc limit 1;
  if found then
    return jsonb_build_object('outcome', 'refused', 'usage_id', null, 'reply', null,
      'cap', jsonb_build_object('scope', v_cap.scope, 'unit', v_cap.unit, 'cap', v_cap.cap, 'spent', v_cap.spent));
  end if;
  insert into content.usage_ledger (job_id, team_id, person_id, node, call_key, model, reserved_usd, input_tokens, output_tokens)
  values (p_job_id, v_job.team_id, v_job.requester_id, p_call ->> 'node', p_call ->> 'call_key', p_call ->> 'model', v_usd, v_input, v_output)
  returning id into v_id;
  return jsonb_build_object('outcome', 'reserved', 'usage_id', v_id, 'reply', null, 'cap', null);
end $$;

revoke execute on function content.caps_of, content.span_start, content.tokens_spent from public, anon, authenticated, service_role;
